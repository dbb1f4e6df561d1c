/** Foods of every kind that people cook, some with all details, some with none. */
const FOODS = [
  'chicken breast',
  'pork chop',
  'beef steak',
  'burger',
  'salmon',
  'venison',
  'carrots',
  undefined,
  'egg',
];
const TEMPERATURES = [50, 55, 57.5, 60, 62.5, 65, 68, 72];
const TIMES = [20, 45, 90, 150, 300];
const THICKNESSES = [undefined, 12, 25, 38, 60];
/** Every tenth plan comes from the freezer: its melting is followed step by step, which takes longest. */
const FROZEN_EVERY = 10;

/** Plans as bodies of /check-cook, every one another, three quarters of them refused with alternatives. */
export const plans = (count) =>
  Array.from({ length: count }, (_, index) => ({
    food_type: FOODS[index % FOODS.length],
    temperature_celsius: TEMPERATURES[(index * 3) % TEMPERATURES.length] + (index % 97) / 100,
    time_minutes: TIMES[(index * 7) % TIMES.length] + (index % 13),
    thickness_mm: THICKNESSES[(index * 11) % THICKNESSES.length],
    start_state: index % FROZEN_EVERY === 0 ? 'frozen' : 'refrigerated',
    vulnerable_consumers: index % 17 === 0,
  }));

const SIZES = ['', '2 cm thick', '600 g', '1 1/2 inch', '4 x 200 g', 'bone in'];
const WAYS = ['', 'with rosemary and garlic', 'from the fridge', 'marinated', 'for two', 'dry-aged'];
const PIECES = [
  'chicken breast',
  'pork loin',
  'ribeye',
  'lamb shoulder',
  'salmon',
  'Rinderfilet',
  'saumon',
  'pollo',
];

/** Names of foods as people type them, every one another, with measures and words about how they are cooked. */
export const names = (count) =>
  Array.from({ length: count }, (_, index) =>
    [
      SIZES[index % SIZES.length],
      PIECES[(index * 3) % PIECES.length],
      WAYS[(index * 5) % WAYS.length],
      `no ${index}`,
    ]
      .filter((part) => part !== '')
      .join(' '),
  );
