import { makeSafety } from '../../../test/harness/safety.js';

const catalogue = makeSafety().foods;
const understand = (name: string) => catalogue.understand(name);

describe('factsOf', () => {
  it.each([
    'cod',
    'cod fillet',
    'lemon herb cod',
    'haddock with butter',
    'Alaskan pollock fillet',
    'hake and monkfish',
    'minced cod',
    'tilapia',
    'dover sole',
    'Kabeljau',
    'Seelachsfilet',
    'dos de cabillaud',
    'merluza',
    'filetto di merluzzo',
  ])('takes %j for lean fish', (name) => {
    expect(understand(name).lean).toBe(true);
  });

  it.each([
    'salmon',
    'trout',
    'tuna',
    'halibut',
    'Heilbutt',
    'black cod',
    'cod roe',
    'swordfish',
    'sea bass',
    'bream',
    'fish',
    'white fish',
    'fish fingers',
    'cod and salmon',
    'cod with prawns',
    'cod fish cake',
    'cod with meat',
    'cod and chiken',
    'beef',
    'carrot',
    'zorblax',
    'prawns',
  ])('does not take %j for lean fish', (name) => {
    expect(understand(name).lean).toBe(false);
  });

  it.each([
    ['chicken', 'chicken'],
    ['boneless skinless chicken breast', 'chicken'],
    ['chicken meat', 'chicken'],
    ['chicken with rice', 'chicken'],
    ['minced chicken', 'chicken'],
    ['ground organic chicken', 'chicken'],
    ['chicken burger', 'chicken'],
    ['capon', 'chicken'],
    ['Hähnchenbrust', 'chicken'],
    ['Hühnersuppe', 'chicken'],
    ['blanc de poulet', 'chicken'],
    ['pechuga de pollo', 'chicken'],
    ['petto di pollo', 'chicken'],
    ['chicken and beef steak', 'chicken'],
    ['turkey', 'turkey'],
    ['turkey crown', 'turkey'],
    ['minced turkey', 'turkey'],
    ['Putenhack', 'turkey'],
    ['dinde', 'turkey'],
    ['pavo', 'turkey'],
    ['fesa di tacchino', 'turkey'],
  ])('knows the one bird of %j', (name, bird) => {
    expect(understand(name).bird).toBe(bird);
  });

  it.each([
    'duck',
    'poultry',
    'bird',
    'breast',
    'guinea fowl',
    'guinea hen',
    'Perlhuhn',
    'turducken',
    'chicken cordon bleu',
    'chicken or turkey',
    'minced chicken and turkey',
    'minced chicken and beef',
    'beef and chicken, minced',
    'chicken and sausage',
    'chicken with chiken',
    'chicken with meat',
    'chicken and venison',
    'chicken liver',
    'steak',
    'zorblax',
  ])('knows no one bird of %j', (name) => {
    expect(understand(name).bird).toBeUndefined();
  });
});
