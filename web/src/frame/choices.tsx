import { chooseCooker, cooker, cookers } from '../state/cookers.js';
import { chooseLanguage, language } from '../text/language.js';
import { LANGUAGES, type Language } from '../text/languages.js';
import { t } from '../text/t.js';
import { SIGNS, UNITS, type Unit } from '../units/temperature.js';
import { chooseUnit, unit } from '../units/unit.js';

/** Each language in its own words, for those who do not read the present one. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The choice of the language and the unit; both are kept in this browser. */
export function Choices() {
  return (
    <div class="choices" role="group" aria-label={t('frame.settings')}>
      <select
        aria-label={t('frame.language')}
        value={language.value}
        onChange={({ currentTarget }) => void chooseLanguage(currentTarget.value as Language)}
      >
        {LANGUAGES.map((code) => (
          <option key={code} value={code} lang={code}>
            {NAMES[code]}
          </option>
        ))}
      </select>
      <select
        aria-label={t('frame.unit')}
        value={unit.value}
        onChange={({ currentTarget }) => chooseUnit(currentTarget.value as Unit)}
      >
        {UNITS.map((name) => (
          <option key={name} value={name}>
            {SIGNS[name]}
          </option>
        ))}
      </select>
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
