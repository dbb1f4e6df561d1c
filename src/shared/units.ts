declare const unit: unique symbol;
type Quantity<Unit extends string> = number & { readonly [unit]: Unit };

/** A temperature in degrees Celsius. */
export type Celsius = Quantity<'celsius'>;
/** A duration in minutes. */
export type Minutes = Quantity<'minutes'>;
/** A duration in seconds. */
export type Seconds = Quantity<'seconds'>;
/** A duration in milliseconds, or a reading of the monotonic clock. */
export type Milliseconds = Quantity<'milliseconds'>;
/** A length in millimetres. */
export type Millimetres = Quantity<'millimetres'>;

/** Marks a plain number as °C. */
export const celsius = (value: number): Celsius => value as Celsius;
/** Marks a plain number as minutes. */
export const minutes = (value: number): Minutes => value as Minutes;
/** Marks a plain number as seconds. */
export const seconds = (value: number): Seconds => value as Seconds;
/** Marks a plain number as milliseconds. */
export const milliseconds = (value: number): Milliseconds => value as Milliseconds;
/** Marks a plain number as millimetres. */
export const millimetres = (value: number): Millimetres => value as Millimetres;

/** Minutes as the whole number of seconds that a cooker's timer takes. */
export const minutesToSeconds = (value: Minutes): Seconds => seconds(Math.round(value * 60));
/** Seconds as minutes, with their fraction. */
export const secondsToMinutes = (value: Seconds): Minutes => minutes(value / 60);
/** Seconds as milliseconds. */
export const secondsToMilliseconds = (value: Seconds): Milliseconds => milliseconds(value * 1000);

/** A temperature in a sentence. */
export const degrees = (value: number): string => `${Math.round(value * 10) / 10} °C`;
/** Whole minutes in a sentence. */
export const inMinutes = (count: number): string => (count === 1 ? '1 minute' : `${count} minutes`);

/** °F to °C. Fahrenheit exists only at the edge of the application. */
export const fromFahrenheit = (value: number): Celsius => celsius(((value - 32) * 5) / 9);
