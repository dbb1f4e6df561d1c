/** The SHA-256 of each file of the food data. Written by scripts/food-checksums.mjs; not by hand. */
export const FOOD_CHECKSUMS: ReadonlyMap<string, string> = new Map([
  ['names-en-meat.json', 'c7c4a563a0b9113c58e884b49db7a0eee723c9c940c212b6084f8226d3cccf18'],
  ['names-en-plants.json', 'a1e0bad3faed429e43895388633b0d0471647d8f7786331346c1551791ee3fef'],
  ['names-en-sea.json', '5d138b6a230c6426752fa64dcf870a6b482fe286b94587ca9c497df95974e9e9'],
  ['classes.json', 'b9bfb18f8726642949512d33f78314d2032ea291149cf981a049f014151651ea'],
  ['everyday.json', 'b59397b113b293684d08558c2915c097c1d04cc4fa702a17612973359ff5c21f'],
  ['fsis-poultry.json', 'c1515feaedb238c9f5b2f2028cb6ea895b6ec2fb0a960fc677e79921c674a6fc'],
  ['names-de.json', 'c22b31b896eb9e4082a9ad652cda0cadbee312cf22560d18ffa1265379c30c8b'],
  ['names-es.json', 'e4c135e77793b7aaac7380de84a300277ea77d5f7634fbdd1d4ca1cb92e43a06'],
  ['names-fr.json', '7184696edcadfda5a8d131b2f8c741a85f31717bdb1e6e01adf84ed452e655af'],
  ['names-it.json', '6aa9acab3b3d4be4aca333fdbf175ddbeb2de28a6459d176b5ceaec2ec24a459'],
  ['names-other.json', '0d3c305f2f5cc74d8004e468d463d52164b492ddcb47e8844bb8f305058720b2'],
  ['names-special.json', '8e16139174607fc60c29ca329efc3e73e0351ba4119cd6a4f573875f0fe284cf'],
  ['pieces.json', '40e91d8e3077313da395d1c211abc16d8530499a2bb7b2af44e7d1741f62b1bb'],
  ['told.json', '8117cf8c43649b9ec9467731205e364f44327562d667879c5bd0d405c5e3f22d'],
  ['words.json', '74eb9364e3b540aa384a73fc5504016a147ec8b5fa8d85f0560175cc5f788dd6'],
]);
