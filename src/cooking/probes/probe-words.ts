import type { DifferenceCause } from '../../safety/measured/likely-cause.js';
import { degrees } from '../../shared/units.js';

/** What a difference most likely comes from, as the end of a sentence. */
export const CAUSES: Readonly<Record<DifferenceCause, string>> = {
  thicker_than_told: 'the piece is probably thicker than stated.',
  thinner_than_told: 'the piece is probably thinner than stated, or went in warmer.',
  colder_bath: 'the water is colder than its setting.',
  poor_circulation:
    'the water around the food is probably colder than at the cooker. Keep bags apart and below the surface.',
  probe_in_water: 'the probe is in the water or in a thin edge.',
};

/** The warning about a core that is colder than modelled. */
export const colderSentence = (measured: number, difference: number, cause: DifferenceCause | null): string =>
  `The probe in the food reads ${degrees(measured)}, ${degrees(-difference)} less than calculated${cause === null ? '.' : `: ${CAUSES[cause]}`} The measured core counts.`;

/** The warning about a probe that reads what no piece of this food can have. */
export const implausibleSentence = (measured: number): string =>
  `The probe reads ${degrees(measured)}, which the middle of this food cannot have now: it is in the water or in a thin edge. It does not count; put it into the middle of the thickest piece.`;

/** The warning about a pushed probe that the owner has not trusted. */
export const UNTRUSTED =
  'The probe does not count for a verdict until the owner trusts it, on the page or with coddle probes trust.';

/** The warning about a broken probe. */
export const DEAD = 'The probe does not work, so its readings do not count: use another one.';

/** The warning about a probe that has not been read for some minutes. */
export const silentSentence = (minutes: number): string =>
  `The probe has not been read for ${minutes} minutes: the calculation alone counts, and nothing in that time if the food was colder than calculated.`;

export const LATE =
  'The readings of the probe come more than 2 minutes late, so they do not count. Its clock may be slow.';
