/** The languages of the page. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Whether a code is that of a language of the page. */
export const isLanguage = (code: string | undefined): code is Language =>
  code !== undefined && (LANGUAGES as readonly string[]).includes(code);

/** The first language of the browser that the page knows; English when it knows none. */
export function languageFor(preferred: readonly string[]): Language {
  const codes = preferred.map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.find(isLanguage) ?? 'en';
}

/** The browser's own variety of a language, such as `en-GB`: it decides how times of day and dates are written. */
export const varietyOf = (language: Language, preferred: readonly string[]): string =>
  preferred.find((tag) => tag.toLowerCase().split('-')[0] === language) ?? language;

/** How many digits an hour has: `09:05`, but `9:05 AM` where the day has two times twelve hours. */
export const hourDigits = (variety: string): 'numeric' | '2-digit' =>
  new Intl.DateTimeFormat(variety, { hour: 'numeric' }).resolvedOptions().hour12 === true
    ? 'numeric'
    : '2-digit';
