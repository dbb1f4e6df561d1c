/** What a forecast rests on, or why there is none. */
export const FORECAST_NOTES = {
  ahead: 'The core is modelled from the measured water. The forecast assumes that the water stays as it is.',
  finished:
    'The core is modelled from the measured water. The time is over and nothing more is needed, so nothing is predicted.',
  unmeasured:
    'The water has not been measured for more than 10 minutes, so the core is modelled up to the last reading and nothing is predicted.',
  preheating:
    'The water is being heated. The forecast assumes that the food goes in when the water reaches its temperature, and that the water stays there.',
  heatingUnknown:
    'The water is being heated. When it will reach its temperature cannot be predicted yet, so there is no forecast.',
  over: 'The cook is over: this is the core as it was modelled from the measured water, without a forecast.',
  unread: 'No readings of the water with the food in it are kept, so there is no core to show.',
  unknownFood: 'What was cooked is not known to this server, so its core is not modelled.',
  noMatter: 'Heat is not needed to make this food safe, so its core is not modelled.',
  unavailable: 'The safety engine is not available, so the core is not modelled.',
} as const;

export type ForecastNote = keyof typeof FORECAST_NOTES;
