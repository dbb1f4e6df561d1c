import { computed, signal } from '@preact/signals';
import { kept } from '../state/kept.js';
import { de } from './de/index.js';
import { en } from './en/index.js';
import { grammarOf } from './fill.js';
import { isLanguage, languageFor, type Language } from './languages.js';

const CATALOGUES = { en, de };

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
