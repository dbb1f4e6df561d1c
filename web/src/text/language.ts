import { computed, signal } from '@preact/signals';
import { kept } from '../state/kept.js';
import type { SameTexts } from './catalogue.js';
import { first } from './en/first.js';
import type { en } from './en/index.js';
import { grammarOf } from './fill.js';
import { withKeys } from './keyless.js';
import { isLanguage, languageFor, type Language } from './languages.js';

/** Every text of the page in one language. Those of other views than the first are there once they are loaded. */
type Catalogue = { readonly [View in keyof typeof en]: SameTexts<(typeof en)[View]> };
type Part = 'first' | 'later';
type Loaded = Partial<Catalogue>;

/** English comes with the page; what else there is, is loaded when it is first wanted. */
const LOADERS: Readonly<Record<Language, Readonly<Record<Part, () => Loaded | Promise<Loaded>>>>> = {
  en: { first: () => first, later: () => import('./en/later.js').then(({ later }) => later) },
  de: {
    first: () => import('./de/keyless-first.js').then(({ texts }) => withKeys(first, texts) as Loaded),
    later: async () => {
      const [{ later }, { texts }] = await Promise.all([
        import('./en/later.js'),
        import('./de/keyless-later.js'),
      ]);
      return withKeys(later, texts) as Loaded;
    },
  },
};

interface Spoken {
  readonly language: Language;
  readonly catalogue: Loaded;
}

const spoken = signal<Spoken>({ language: 'en', catalogue: first });
/** Whether a view has been opened that the first texts are not enough for. */
let areAllNeeded = false;
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

/** Loads the texts of the views after the first, in the language of the page. @throws where they cannot be loaded */
export async function loadLaterTexts(): Promise<void> {
  areAllNeeded = true;
  const next = wanted;
  const later = await LOADERS[next].later();
  if (wanted === next) spoken.value = { language: next, catalogue: { ...spoken.peek().catalogue, ...later } };
}

/** Where the texts cannot be loaded the page stays as it is: English is better than nothing. */
async function speak(next: Language): Promise<void> {
  wanted = next;
  try {
    const { first: some, later } = LOADERS[next];
    const [known, others] = await Promise.all([some(), areAllNeeded ? later() : {}]);
    if (wanted === next) spoken.value = { language: next, catalogue: { ...known, ...others } };
  } catch {
    // The next choice tries again.
  }
}
