import { computed, signal } from '@preact/signals';
import { kept } from '../state/kept.js';
import type { SameTexts } from './catalogue.js';
import { en } from './en/index.js';
import { grammarOf } from './fill.js';
import { withKeys } from './keyless.js';
import { isLanguage, languageFor, type Language } from './languages.js';

/** Every text of the page in one language. */
type Catalogue = { readonly [View in keyof typeof en]: SameTexts<(typeof en)[View]> };

/** English comes with the page; another language is loaded when it is first wanted. */
const LOADERS: Readonly<Record<Language, () => Catalogue | Promise<Catalogue>>> = {
  en: () => en,
  de: () => import('./de/keyless.js').then(({ texts }) => withKeys(en, texts) as Catalogue),
};

interface Spoken {
  readonly language: Language;
  readonly catalogue: Catalogue;
}

const spoken = signal<Spoken>({ language: 'en', catalogue: en });
const stored = kept('language');
/** The last one that was asked for, which another may overtake while it is loaded. */
let wanted: Language = 'en';

/** The language of the page. */
export const language = computed(() => spoken.value.language);

/** The catalogue of the language. */
export const catalogue = computed(() => spoken.value.catalogue);

/** How the language counts and writes numbers. */
export const grammar = computed(() => grammarOf(language.value));

/** Changes the language, and keeps the choice in this browser. */
export async function chooseLanguage(next: Language): Promise<void> {
  stored.write(next);
  await speak(next);
}

/** Brings the page into the language that was chosen here, or else that of the browser. */
export async function speakAsChosen(): Promise<void> {
  const chosen = stored.read();
  await speak(isLanguage(chosen) ? chosen : languageFor(navigator.languages));
}

/** Where the texts cannot be loaded the page stays as it is: English is better than nothing. */
async function speak(next: Language): Promise<void> {
  wanted = next;
  try {
    const loaded = await LOADERS[next]();
    if (wanted === next) spoken.value = { language: next, catalogue: loaded };
  } catch {
    // The next choice tries again.
  }
}
