/** Names of pathogens that are more than their code with a capital letter. */
const NAMES: Readonly<Record<string, string>> = { e_coli: 'E. coli', hepatitis_a_virus: 'Hepatitis A virus' };

/** A pathogen as people write it, by its code. */
export const organismName = (code: string): string =>
  NAMES[code] ?? code.charAt(0).toUpperCase() + code.slice(1).replaceAll('_', ' ');
