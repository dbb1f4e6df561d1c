/** The SHA-256 of each file of the food data. Written by scripts/food-checksums.mjs; not by hand. */
export const FOOD_CHECKSUMS: ReadonlyMap<string, string> = new Map([
  ['names-en-meat.json', '1b88123de2d440dd0d42b0c90a34070e5c7efccd2bd7a728bc41d1758c17ea21'],
  ['names-en-plants.json', '585211de31bfc1780ae9075dd173f62607666a3f87b87cc99122f0beafef1e70'],
  ['names-en-sea.json', '1cf095ebded8947eac2c2db54e81329632d2b53910e4210f5f738e1b17930119'],
  ['classes.json', 'd1e4d094466d5fd8c598a90ded0860cfa043c7ddf0afb47d8f53176cbe7b4f5c'],
  ['names-de.json', 'bb1471066e5fde3a8a83f76fb188a8edeae947f079f00b8867293b3b26b30e4d'],
  ['names-es.json', 'e64ff091ce1786e7852b55069a09e760481635f44a9357d8f0e45b35f7bccfd3'],
  ['names-fr.json', 'baefc2dc15f594a5241c9ac1a5d19d099af200c5f8c04da943685487f0e9ffb5'],
  ['names-it.json', '93dcaf63574871c1df6dbd81cf384e1702d691a9aaa74a8f6f833b598ce765bc'],
  ['words.json', 'b994c5284ae114f92768d0c5462433ef3bf3ca24e11539e788b6d53e3202d268'],
]);
