/** What a picture says where a word could stand; those of no animal, and of meat in general, say nothing. */
const PICTURES: readonly (readonly [word: string, pictures: string])[] = [
  ['chicken', '🐔🐓🐤🐣🐥'],
  ['turkey', '🦃'],
  ['duck', '🦆'],
  ['poultry', '🍗🐦🕊🦢🪿'],
  ['pork', '🐖🐷🐽🥓'],
  ['beef', '🐄🐮🐂🐃'],
  ['lamb', '🐑🐏🐐'],
  ['game', '🦌🐗🐇🐰🐎🐴🐻🦘🐊🐢🐸🦬🫎'],
  ['fish', '🐟🐠🐡🍣'],
  ['shrimp', '🦐🍤🦞🦀🦑🐙'],
  ['oyster', '🦪🐌🐚'],
  ['egg', '🥚'],
  ['burger', '🍔🌭🥟'],
];

const WORDS: ReadonlyMap<string, string> = new Map(
  PICTURES.flatMap(([word, pictures]) => [...pictures].map((picture): [string, string] => [picture, word])),
);

/** No word that people type begins like this. */
const SHOWN = 'picture';

/** How each picture is spelt, and the word that it stands for. */
export const PICTURES_AS_WORDS: readonly (readonly [spelt: string, word: string])[] = PICTURES.map(
  ([word]) => [`${SHOWN}${word}`, word],
);

/** Puts words in the place of the pictures of animals. */
export const spellPictures = (name: string): string =>
  name.replace(/\p{Extended_Pictographic}/gu, (picture) => {
    const word = WORDS.get(picture);
    return word === undefined ? picture : ` ${SHOWN}${word} `;
  });
