import type { StartCookDto } from '../cooking/dto/start-cook.dto.js';

/** What leads to a refusal for safety. What is answered then is not written down here: the engine itself is asked. */
export interface RefusalExample {
  readonly status: 400;
  /** When it is answered, in one sentence. */
  readonly when: string;
  /** A body of /start-cook that is refused so, whatever the cooker does. */
  readonly request: Readonly<Partial<StartCookDto>>;
}

const refusal = (when: string, request: RefusalExample['request']): RefusalExample => ({
  status: 400,
  when,
  request: { temperature_celsius: 65, time_minutes: 90, food_type: 'chicken breast', ...request },
});

/** A bath below the floor of a class of food. */
const tooCool = (food_class: string, food_type: string, temperature_celsius: number): RefusalExample =>
  refusal(`The bath is too cool for ${food_class}.`, { temperature_celsius, food_type });

/** What the safety engine refuses: nothing is sent, and no call can make it otherwise. */
export const REFUSALS = {
  TEMPERATURE_TOO_LOW: refusal('The bath is below 40 °C, or too cool for this food.', {
    temperature_celsius: 35,
  }),
  TEMPERATURE_TOO_HIGH: refusal(
    'The bath is above 100 °C, above what the cooker can hold, or too hot for this food.',
    { temperature_celsius: 140 },
  ),
  TIME_TOO_SHORT: refusal('The time is below one minute.', { time_minutes: 0 }),
  TIME_TOO_LONG: refusal("The time is more than the cooker's timer takes.", { time_minutes: 6000 }),
  TIME_BELOW_PASTEURIZATION: refusal('The time is too short for the centre of the food.', {
    time_minutes: 60,
  }),
  THICKNESS_REQUIRED: refusal(
    'A large piece, or a length in the name that may be its thickness, cannot be judged without it.',
    {
      temperature_celsius: 58,
      time_minutes: 300,
      food_type: 'pork roast',
    },
  ),
  VULNERABLE_CONSUMER: refusal('It would do for healthy adults, and not for those who will eat it.', {
    temperature_celsius: 54.5,
    time_minutes: 60,
    food_type: 'beef steak',
    vulnerable_consumers: true,
  }),
  HOLD_TOO_LONG: refusal('The food would be kept warm for longer than germs allow.', {
    temperature_celsius: 52,
    time_minutes: 600,
    food_type: 'beef steak',
  }),
  COME_UP_TOO_SLOW: refusal(
    'The piece is so thick that germs grow in its middle before the heat gets there.',
    {
      temperature_celsius: 58,
      time_minutes: 1200,
      food_type: 'pork roast',
      thickness_mm: 120,
    },
  ),
  THICKNESS_OUT_OF_RANGE: refusal('The thickness is below 5 mm.', { thickness_mm: 3.5 }),
  THICKNESS_IMPLAUSIBLE: refusal(
    'No such piece is so thick or so thin: it was most likely told in another unit.',
    {
      time_minutes: 10,
      food_type: 'whole chicken',
      thickness_mm: 8,
    },
  ),
  PIECE_TOO_LARGE: refusal('The piece is thicker than 150 mm, so it must be jointed.', { thickness_mm: 200 }),
  POULTRY_TEMP_UNSAFE: tooCool('poultry', 'chicken breast', 50),
  GROUND_MEAT_TEMP_UNSAFE: tooCool('ground meat', 'burger', 55),
  NON_INTACT_NEEDS_PASTEURIZATION: tooCool('meat that was bladed, injected or rolled', 'bladed beef', 50),
  PORK_TEMP_UNSAFE: tooCool('pork', 'pork chop', 54),
  BEEF_TEMP_UNSAFE: tooCool('beef', 'beef steak', 48),
  GAME_TEMP_UNSAFE: tooCool('game', 'venison', 56),
  OFFAL_TEMP_UNSAFE: tooCool('offal', 'beef liver', 56),
  FISH_TEMP_UNSAFE: tooCool('fish', 'salmon', 39.9),
  SHELLFISH_TEMP_UNSAFE: tooCool('crustaceans', 'shrimp', 52),
  SHELLFISH_VIRUS_RISK: tooCool('molluscs', 'mussels', 70),
  DAIRY_NOT_PASTEURIZED: refusal('The middle of the container is not pasteurised.', {
    temperature_celsius: 60,
    food_type: 'cheese sauce',
  }),
  EGG_UNPASTEURIZED: tooCool('dishes with eggs', 'custard', 56),
  POISONOUS: refusal('The food is poisonous, whatever the setting.', {
    temperature_celsius: 50,
    food_type: 'rhubarb leaves',
  }),
  TOXIN_NEEDS_BOILING: refusal('The food keeps a poison that only boiling destroys.', {
    temperature_celsius: 90,
    food_type: 'kidney beans',
  }),
  FOOD_TYPE_REQUIRED: {
    ...refusal('No food was named, so a strict limit holds, and the bath is below it.', {}),
    request: { temperature_celsius: 55, time_minutes: 90 },
  },
  FOOD_TYPE_UNKNOWN: refusal(
    'The food was not understood, so a strict limit holds, and the bath is below it.',
    { temperature_celsius: 55, food_type: 'gloop' },
  ),
} satisfies Record<string, RefusalExample>;
