import type { LeftFoodDto } from '../../../../src/owner/api/dto/left-food.dto.js';
import { sendJson } from '../../api/client.js';
import { Card } from '../../components/card.js';
import { Notice } from '../../components/notice.js';
import { notify } from '../../state/notices.js';
import { duration } from '../../text/duration.js';
import { t } from '../../text/t.js';
import { growthRange } from '../../units/growth-range.js';
import { temperature } from '../../units/unit.js';
import { ConfirmedButton } from '../../components/confirmed-button.js';
import { Refusal } from '../../components/resource-card.js';
import { foodsLeft } from './resources.js';

/** The food that broken-off cooks left, with the confirmation that it was thrown away. */
export function FoodsLeftCard() {
  const foods = foodsLeft.value.value?.foods ?? [];
  if (foods.length === 0) return <Refusal of={foodsLeft} />;
  return (
    <Card heading={t('access.left')} class="foods-left">
      <p>{t('access.leftHint')}</p>
      <Refusal of={foodsLeft} />
      <ul class="items">
        {foods.map((food) => (
          <LeftFood key={food.cook_id} of={food} />
        ))}
      </ul>
    </Card>
  );
}

function LeftFood({ of: left }: { of: LeftFoodDto }) {
  const { plan, minutes_in_danger_zone: count, must_be_discarded: isSpoilt } = left;
  const food = plan.food_type ?? t('access.leftUnnamed');
  const cooker = plan.device_name;
  return (
    <li>
      <p>
        <strong>
          <bdi>{t('access.leftOn', { food, cooker })}</bdi>
        </strong>
      </p>
      <p>
        {t('access.leftPlan', {
          temperature: temperature(plan.temperature_celsius),
          time: duration(plan.time_minutes),
        })}
        . {t('access.leftMinutes', { count, ...growthRange() })}
      </p>
      {isSpoilt && <Notice severity="danger">{t('access.mustDiscard')}</Notice>}
      <ConfirmedButton
        label={t('access.discard')}
        question={t('access.discardQuestion', { food })}
        meaning={t('access.discardMeaning', { cooker })}
        confirm={t('access.discardConfirm')}
        onConfirm={() => void discard(left)}
      />
    </li>
  );
}

async function discard({ cook_id: cookId, plan }: LeftFoodDto): Promise<void> {
  try {
    await sendJson('POST', `/owner/devices/${encodeURIComponent(plan.device_id)}/discarded`, {
      cook_id: cookId,
    });
    foodsLeft.refusal.value = undefined;
    notify('success', t('access.discarded', { cooker: plan.device_name }));
  } catch (error) {
    foodsLeft.refusal.value = error;
  }
  await foodsLeft.read();
}
