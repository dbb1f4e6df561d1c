import { computed, signal } from '@preact/signals';
import { kept } from '../state/kept.js';
import { de } from './de/index.js';
import { en } from './en/index.js';
import { grammarOf } from './fill.js';

/** The languages of the page. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const CATALOGUES = { en, de };

const isLanguage = (code: string | undefined): code is Language =>
  code !== undefined && (LANGUAGES as readonly string[]).includes(code);

/** The first language of the browser that the page knows; English when it knows none. */
export function languageFor(preferred: readonly string[]): Language {
  const codes = preferred.map((tag) => tag.toLowerCase().split('-')[0]);
  return codes.find(isLanguage) ?? 'en';
}

const stored = kept('language');
const chosen = stored.read();

/** The language of the page. */
export const language = signal<Language>(isLanguage(chosen) ? chosen : languageFor(navigator.languages));

/** The catalogue of the language. */
export const catalogue = computed(() => CATALOGUES[language.value]);

/** How the language counts and writes numbers. */
export const grammar = computed(() => grammarOf(language.value));

/** Changes the language, and keeps the choice in this browser. */
export function chooseLanguage(next: Language): void {
  language.value = next;
  stored.write(next);
}
