/** The SHA-256 of each file of the food data. Written by scripts/food-checksums.mjs; not by hand. */
export const FOOD_CHECKSUMS: ReadonlyMap<string, string> = new Map([
  ['names-en-meat.json', '1b88123de2d440dd0d42b0c90a34070e5c7efccd2bd7a728bc41d1758c17ea21'],
  ['names-en-plants.json', '4e2af972c1ed2cf4efed4b3e254225fe5867e907db5463950fa8b4f6bea85773'],
  ['names-en-sea.json', '1cf095ebded8947eac2c2db54e81329632d2b53910e4210f5f738e1b17930119'],
  ['classes.json', 'd1e4d094466d5fd8c598a90ded0860cfa043c7ddf0afb47d8f53176cbe7b4f5c'],
  ['names-de.json', '14701a730a628194c33a693986946fa11422dff19a33523126fde27275487f96'],
  ['names-es.json', 'e64ff091ce1786e7852b55069a09e760481635f44a9357d8f0e45b35f7bccfd3'],
  ['names-fr.json', '94e4fd86651dbac4139adc3542939c21000dec76edee59f4532404b4400ef737'],
  ['names-it.json', 'bd4962488e735814bc0e7cdb3290ac338fde24ba186eb029ece47c04e937fcd0'],
  ['words.json', '4859d2a96dfd1828cfa8ce263fdffa0aa487d30bcd47ecc5672679509dcc67a5'],
]);
