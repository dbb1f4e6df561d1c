/** "80/20", "90 10", "85% lean", "5 % fat", "20 Prozent Fett", "15% matière grasse". */
const PARTS = /(?<![\d.,/])(\d{2})\s*[/ :-]\s*(\d{1,2})(?![\d.,/])/gu;
const SHARE =
  /\d{1,2}\s*(?:%|percent|per cent|prozent|pour cent|por ciento|per cento)?\s*(?:lean|fat|fett|mager|mg|m g|m\.g|matieres? grasses?|gras|grasa|magr[oa]|grasso|grassi)(?![a-z])/u;

/**
 * Whether a name states how lean the meat is, as labels do of ground meat alone. Source: the labels of lean and fat
 * percentages on ground beef, 9 CFR 317.362 and 381.462.
 * @param text in plain spelling, with its numbers and marks
 */
export const tellsLeanRatio = (text: string): boolean =>
  SHARE.test(text) || [...text.matchAll(PARTS)].some(([, lean, fat]) => Number(lean) + Number(fat) === 100);
