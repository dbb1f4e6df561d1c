/** German compounds that end in a bird are the bird: "Weihnachtsgans", "Festtagspute". */
const BIRD = /^[a-z]{3,}(gans|pute|puter|truthahn)$/u;
/** "Ente" ends too many words of other languages, as "caliente": only behind these it is the bird. */
const DUCK =
  /^(?:weihnachts|martins|brat|freiland|fest|festtags|feiertags|haus|mast|jung|baby|bauern|bauernhof|bio|land|hafer|oster|fruhmast|fleisch)(ente)$/u;

/** Excludes most words quickly. */
const END = /(?:gans|puter?|truthahn|ente)$/u;

/** The bird that a word is a compound of; the word itself where it is none. */
export const birdOf = (word: string): string =>
  END.test(word) ? (BIRD.exec(word)?.[1] ?? DUCK.exec(word)?.[1] ?? word) : word;
