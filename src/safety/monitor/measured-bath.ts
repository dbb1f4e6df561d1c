import { celsius, type Celsius } from '../../shared/units.js';

/** The cooker's thermometer may be wrong by so many degrees: the water counts as that much cooler. */
const SENSOR_ERROR = 0.3;
/** Water that may have been unheated in a gap counts as no warmer than room temperature, in °C. */
const UNHEATED = celsius(20);

/** Water of one temperature as the model counts it. */
export const asBath = (water: Celsius): Celsius => celsius(water - SENSOR_ERROR);

/**
 * The bath that counts between two readings: the colder of them.
 * @param heated false where the cook was interrupted in between, so that the bath may have been cold
 */
export function bathBetween(one: Celsius, other: Celsius, heated: boolean): Celsius {
  const colder = asBath(celsius(Math.min(one, other)));
  return heated ? colder : celsius(Math.min(colder, UNHEATED));
}
