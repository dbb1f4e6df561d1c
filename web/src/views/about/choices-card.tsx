import { Card } from '../../components/card.js';
import { Field } from '../../components/field.js';
import { chooseLanguage, language } from '../../text/language.js';
import { LANGUAGES, type Language } from '../../text/languages.js';
import { t } from '../../text/t.js';
import { UNITS, type Unit } from '../../units/temperature.js';
import { chooseUnit, unit } from '../../units/unit.js';

const NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The language and the unit of the page. */
export function ChoicesCard() {
  return (
    <Card heading={t('about.choices')}>
      <p class="hint">{t('about.choicesHint')}</p>
      <Field label={t('about.language')}>
        {(links) => (
          <select
            {...links}
            value={language.value}
            onChange={({ currentTarget }) => void chooseLanguage(currentTarget.value as Language)}
          >
            {LANGUAGES.map((code) => (
              <option key={code} value={code} lang={code}>
                {NAMES[code]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('about.unit')}>
        {(links) => (
          <select
            {...links}
            value={unit.value}
            onChange={({ currentTarget }) => chooseUnit(currentTarget.value as Unit)}
          >
            {UNITS.map((name) => (
              <option key={name} value={name}>
                {t(`about.${name}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Card>
  );
}
