import { effect, signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { ProbeSessionDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import { newRequestId } from '../../api/request-id.js';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { Field } from '../../components/field.js';
import { FoodInput, readFoods } from '../../components/food-input.js';
import { NumberInput } from '../../components/number-input.js';
import { obstacle } from '../../components/obstacle.js';
import { Refusal } from '../../components/resource-card.js';
import { Select } from '../../components/select.js';
import { pageClock } from '../../state/clock.js';
import { cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { inUnit, typedTemperature } from '../../units/entered-temperature.js';
import { enteredNumber } from '../../units/number-entry.js';
import { SIGNS } from '../../units/temperature.js';
import { unit } from '../../units/unit.js';
import { readSessionForm, type SessionForm as Filled } from './session-body.js';
import type { SeenProbe } from './thermometer-list.js';
import { isFollowed, probes, sessions } from './thermometers-state.js';

const EMPTY: Filled = {
  probeId: '',
  others: [],
  food: '',
  thickness: '',
  target: typedTemperature('', unit.peek()),
  minutes: '',
  cookId: '',
  vulnerable: false,
};

const form = signal(EMPTY);
const isOpen = signal(false);
const fill = (fields: Partial<Filled>): void => void (form.value = { ...form.peek(), ...fields });

// The temperature stays the same when the unit of the page changes.
effect(() => {
  const { target } = form.peek();
  if (target.unit !== unit.value) fill({ target: inUnit(target, unit.value) });
});

/** Opens the form for a probe. */
export function followProbe(probeId: string): void {
  fill({ probeId });
  isOpen.value = true;
}

/** The form that begins to follow food with a probe. */
export function SessionForm() {
  const element = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!isOpen.value) return;
    void readFoods();
    if (form.value.probeId !== '') element.current?.querySelector<HTMLInputElement>('.food-input')?.focus();
  }, [isOpen.value, form.value.probeId]);
  return (
    <details
      class="folded-form"
      open={isOpen.value}
      onToggle={({ currentTarget }) => (isOpen.value = currentTarget.open)}
    >
      <summary>{t('thermometers.follow')}</summary>
      <form ref={element} autocomplete="off" onSubmit={(event) => void submit(event)}>
        <Fields />
        <Refusal of={sessions} />
        <Button type="submit" kind="primary" reason={obstacle()}>
          {t('thermometers.begin')}
        </Button>
      </form>
    </details>
  );
}

function Fields() {
  const { food, thickness, target, minutes, vulnerable } = form.value;
  return (
    <>
      <ProbeField />
      <OtherProbes />
      <Field label={t('start.food')} hint={t('thermometers.foodHint')}>
        {(links) => <FoodInput links={links} value={food} onText={(text) => fill({ food: text })} />}
      </Field>
      <NumberField
        label={t('thermometers.targetCore', { unit: SIGNS[unit.value] })}
        hint={t('thermometers.targetHint')}
        value={target.text}
        onText={(text) => fill({ target: typedTemperature(text, unit.peek()) })}
      />
      <NumberField
        label={t('start.thickness')}
        value={thickness}
        onText={(text) => fill({ thickness: text })}
      />
      <NumberField
        label={t('thermometers.since')}
        value={minutes}
        onText={(text) => fill({ minutes: text })}
      />
      <CookField />
      <Choice isChosen={vulnerable} choose={(chosen) => fill({ vulnerable: chosen })}>
        {t('start.vulnerable')}
      </Choice>
    </>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onText: (text: string) => void;
}

const NumberField = ({ label, hint, value, onText }: NumberFieldProps) => (
  <Field
    label={label}
    hint={hint}
    problem={Number.isNaN(enteredNumber(value)) ? t('start.notANumber') : undefined}
  >
    {(links) => <NumberInput links={links} value={value} onText={onText} />}
  </Field>
);

function ProbeField() {
  return (
    <Field label={t('thermometers.probe')}>
      {(links) => (
        <Select
          links={links}
          value={probeIdOf(form.value)}
          choose={(probeId) => fill({ probeId })}
          options={cores().map((seen) => [seen.probe.probe_id, nameIn(seen)])}
        />
      )}
    </Field>
  );
}

/** More probes in the same piece, where there are more. */
function OtherProbes() {
  const chosen = probeIdOf(form.value);
  const { others } = form.value;
  const more = cores().filter(({ probe }) => probe.probe_id !== chosen);
  if (more.length === 0) return null;
  return (
    <details>
      <summary>{t('thermometers.others')}</summary>
      {more.map((seen) => (
        <Choice
          key={seen.probe.probe_id}
          isChosen={others.includes(seen.probe.probe_id)}
          choose={() => fill({ others: toggled(others, seen.probe.probe_id) })}
        >
          {nameIn(seen)}
        </Choice>
      ))}
    </details>
  );
}

const toggled = (ids: readonly string[], id: string): readonly string[] =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

/** The name of a probe with that of its thermometer. */
const nameIn = ({ probe, thermometer }: SeenProbe): string => `${probe.name} (${thermometer.name})`;

/** The sous vide cook that the food is in, where one is on. */
function CookField() {
  const cooks = [...cookers.value.values()].flatMap(({ status: { cook, device_name: name } }) =>
    cook === null ? [] : [[cook.cook_id, `${name}: ${cook.food_type ?? t('start.unnamedFood')}`] as const],
  );
  if (cooks.length === 0) return null;
  return (
    <Field label={t('thermometers.attach')}>
      {(links) => (
        <Select
          links={links}
          value={form.value.cookId}
          choose={(cookId) => fill({ cookId })}
          options={[['', t('thermometers.alone')], ...cooks]}
        />
      )}
    </Field>
  );
}

/** The probes that can be in food, and are in none that is followed. */
const cores = () =>
  probes.value.filter(({ probe: { kind, probe_id: id } }) => kind === 'core' && !isFollowed(id));

/** The chosen probe, else the first. */
const probeIdOf = ({ probeId }: Filled): string => probeId || (cores()[0]?.probe.probe_id ?? '');

async function submit(event: Event): Promise<void> {
  event.preventDefault();
  const filled = form.peek();
  const body = readSessionForm({ ...filled, probeId: probeIdOf(filled) }, pageClock.serverNow());
  if (obstacle() !== undefined || body === undefined) return;
  const begun = await sessions.change<ProbeSessionDto>(
    { method: 'POST', body: { ...body, request_id: newRequestId() } },
    () => t('thermometers.begun', { food: body.food_type }),
  );
  if (begun === undefined) return;
  form.value = EMPTY;
  isOpen.value = false;
}
