/** The cook of the examples. */
export const COOK_ID = '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11';
/** The approval of its start. */
export const APPROVAL_ID = '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22';
/** A probe session. */
export const SESSION_ID = '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22';
/** Its cooker. */
export const FIRST_COOKER = { device_id: 'kP3vXw9TqLz0aB7cR5mNdE', device_name: 'Kitchen' };

/** What a person should know of it. */
export const ADVICE =
  'A thickest point of 35 mm is assumed. 90 min are enough up to 38 mm; a piece of 50 mm would need 131 min.';

/** How its plan was judged. */
export const ALLOWED = {
  allowed: true,
  verdict: 'pasteurized',
  food_class: 'poultry',
  thickness_mm: 35,
  thickness_assumed: true,
  pasteurized_up_to_mm: 38,
  minimum_minutes: 81,
  governing_organism: 'salmonella',
  log_reductions: [
    { organism: 'salmonella', predicted: 12.6, required: 7 },
    { organism: 'listeria', predicted: 11.7, required: 6 },
  ],
  core_reaches_target_after_minutes: 119,
  minutes_core_in_danger_zone: 47,
  violations: [],
  warnings: [
    ADVICE,
    'The centre is within half a degree of 65 °C only after 119 min; pasteurisation does not need that and is complete after 81 min.',
  ],
  alternatives: [],
  assumptions: [
    'Understood as poultry, from “chicken breast”.',
    'The thickest point is 35 mm.',
    'The shape is a portion.',
    'The food goes into water that is at its temperature already, from the fridge, at 5 °C.',
  ],
  sources: ['FSIS Cooking Guideline for Meat and Poultry Products, Appendix A (2021)'],
  rules_version: '3-6f2c9a01b37d',
};

/** What is said of it while it is on. */
export const SAFETY = {
  pasteurized: false,
  pasteurized_up_to_mm: 20,
  pasteurized_at: '2026-11-20T12:56:00Z',
  core_temp_celsius: 52.4,
  log_reductions: [
    { organism: 'salmonella', predicted: 0, required: 7 },
    { organism: 'listeria', predicted: 0, required: 6 },
  ],
  minutes_core_in_danger_zone: 42,
  added_minutes: 0,
  minutes_unobserved: 0,
  error: null,
  basis: 'modelled from bath readings',
  allowed: true,
  warnings: [ADVICE],
};

/** The plan of the shown cook. */
export const SHOWN_PLAN = {
  temperature_celsius: 65,
  time_minutes: 90,
  food_type: 'chicken breast',
  start_state: 'refrigerated',
  vulnerable_consumers: false,
};
