import { LanguageChoice, UnitChoice } from '../components/page-choices.js';
import { chooseCooker, cooker, cookers } from '../state/cookers.js';
import { t } from '../text/t.js';
import { SIGNS } from '../units/temperature.js';

/** The choice of the language and the unit; both are kept in this browser. */
export function Choices() {
  return (
    <div class="choices" role="group" aria-label={t('frame.settings')}>
      <LanguageChoice aria-label={t('frame.language')} />
      <UnitChoice aria-label={t('frame.unit')} nameOf={(unit) => SIGNS[unit]} />
    </div>
  );
}

/** The choice of the cooker, where the account has several. */
export function CookerChoice() {
  const all = [...cookers.value.values()];
  if (all.length < 2) return null;
  return (
    <select
      class="cooker-choice"
      aria-label={t('frame.cooker')}
      value={cooker.value?.status.device_id ?? ''}
      onChange={({ currentTarget }) => chooseCooker(currentTarget.value)}
    >
      {all.map(({ status: { device_id, device_name } }) => (
        <option key={device_id} value={device_id}>
          {device_name}
        </option>
      ))}
    </select>
  );
}
