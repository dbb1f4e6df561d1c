import { organismInWords } from '../../components/organism-progress.js';

/** Names of pathogens that the view Now never shows, and that are more than their code with a capital letter. */
const NAMES: Readonly<Record<string, string>> = { hepatitis_a_virus: 'Hepatitis A virus' };

/** A pathogen as people write it, by its code. */
export const organismName = (code: string): string => NAMES[code] ?? organismInWords(code);
