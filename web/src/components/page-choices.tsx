import { chooseLanguage, language } from '../text/language.js';
import { LANGUAGES, type Language } from '../text/languages.js';
import { UNITS, type Unit } from '../units/temperature.js';
import { chooseUnit, unit } from '../units/unit.js';
import type { InputLinks } from './field.js';

/** Each language in its own words, for those who do not read the present one. */
const NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** What names a list for choosing: the field around it, or a label of its own. */
interface Labelling extends Partial<InputLinks> {
  readonly 'aria-label'?: string;
}

/** The choice of the page's language, which this browser keeps. */
export function LanguageChoice(labelling: Labelling) {
  return (
    <select
      {...labelling}
      value={language.value}
      onChange={({ currentTarget }) => void chooseLanguage(currentTarget.value as Language)}
    >
      {LANGUAGES.map((code) => (
        <option key={code} value={code} lang={code}>
          {NAMES[code]}
        </option>
      ))}
    </select>
  );
}

interface UnitChoiceProps extends Labelling {
  /** The name of a unit: its sign, or a word. */
  readonly nameOf: (unit: Unit) => string;
}

/** The choice of the unit of temperatures, which this browser keeps. */
export function UnitChoice({ nameOf, ...labelling }: UnitChoiceProps) {
  return (
    <select
      {...labelling}
      value={unit.value}
      onChange={({ currentTarget }) => chooseUnit(currentTarget.value as Unit)}
    >
      {UNITS.map((name) => (
        <option key={name} value={name}>
          {nameOf(name)}
        </option>
      ))}
    </select>
  );
}
