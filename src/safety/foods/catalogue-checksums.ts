/** The SHA-256 of each file of the food data. Written by scripts/food-checksums.mjs; not by hand. */
export const FOOD_CHECKSUMS: ReadonlyMap<string, string> = new Map([
  ['names-en-meat.json', '480ce904dcbac2dfc55aec3e3fd14d019b0a270f1cbfe045a16e0da82376649c'],
  ['names-en-plants.json', 'cd4f9223943e56f78e193356da975fff8b1d5519df5208c2d0c923b9935f61b7'],
  ['names-en-sea.json', '02d6ca3205b1f0b7123d03f391cd2ce2b735637d2e256e0e53a851ef68e620c1'],
  ['classes.json', '18aef56e336b1a258b78c70a15bf7ee23ab094c024184c315a7b474d08ab95c9'],
  ['fsis-poultry.json', 'c1515feaedb238c9f5b2f2028cb6ea895b6ec2fb0a960fc677e79921c674a6fc'],
  ['names-de.json', '1c1facb2945ec17ccc7c0eabbf2463176ed69cea997a8f34886ed957404d7e94'],
  ['names-es.json', '85d83fd7b28aa1ee009cb89e74d1900f46530c7d4d3e5b9787c78791acd29753'],
  ['names-fr.json', '1e94d0639fffb4c6cf1d989f7a06433f5cc2b2bb69445bb7613160c5f65252ce'],
  ['names-it.json', 'ff17a72cabb8e7d19788aa1570f5b27bdd3a4ceb0e5da61f304c36aa5740ec93'],
  ['names-other.json', '0d3c305f2f5cc74d8004e468d463d52164b492ddcb47e8844bb8f305058720b2'],
  ['words.json', '0c7c8aab7917ba116e85ea2b43bd19eec46901ebafc2b09aa09a1179ea99d1ea'],
]);
