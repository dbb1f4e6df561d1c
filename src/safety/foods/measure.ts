// What is written behind a number without a space.
const UNITS =
  'x|g|gr|grams?|kgs?|mg|ml|cl|dl|l|mm|cm|m|in|inch|inches|ft|oz|lbs?|c|f|k|h|hrs?|hours?|mins?|minutes|secs?|s|d|days?|st|nd|rd|th|er|pcs?|pk|pack|ct|dm|cms|centimet(?:er|re)s?|millimet(?:er|re)s?|zoll|pouces?|pulgadas?|pollici|zentimeter|gramm?|kilos?|pfund';
const MEASURE = new RegExp(`^(?:x?\\d+|\\d+(?:x\\d+)*(?:${UNITS})|\\d+(?:x\\d+)+|a5)$`, 'u');
const DIGIT = /\p{N}/u;

/** Whether a word is a plain number, an amount, a size or a grade: "2", "500g", "2x4cm", "x2", "A5". */
export const isMeasure = (word: string): boolean => MEASURE.test(word);

/** Whether digits stand for letters in a word: "chick3n". */
export const isDisguised = (word: string): boolean => DIGIT.test(word) && !isMeasure(word);
