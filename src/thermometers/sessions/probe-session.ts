import type { FoodClass } from '../../safety/foods/food-class.js';
import type { KeptCorrection } from '../../safety/measured/corrected-food.js';
import type { MeasuredReport } from '../../safety/measured/measured-core.js';

/** A time in which the sensor did not work, in milliseconds since 1970. What it read then counts for nothing. */
export interface SensorFault {
  readonly from: number;
  /** Null while it lasts. */
  readonly until: number | null;
}

/** Why a session ended: it was ended, it ran for too long, or its probes were silent for too long. */
export type SessionEnd = 'request' | 'age' | 'silence';

/** How a probe corrects the model of a cook, as it was saved. Its instants are milliseconds since 1970. */
export interface SavedCorrection extends KeptCorrection {
  /** When it was saved. */
  readonly at: number;
  readonly probeId: string;
}

/** A food that is followed by a probe in it. Instants are milliseconds since 1970. */
export interface ProbeSession {
  readonly id: string;
  readonly probeId: string;
  /** More probes in the same food: the coldest of them all is its core. */
  readonly otherProbeIds: readonly string[];
  /** How far the sensors may be off, in °C, as their vendors said when the session began: the most of them. */
  readonly tolerance: number;
  /** The food as it was named. */
  readonly food: string;
  readonly foodClass: FoodClass;
  /** The thickest point in mm; null when it was not given. */
  readonly thickness: number | null;
  /** The wanted core temperature in °C; null when none was given. */
  readonly target: number | null;
  readonly vulnerable: boolean;
  /** The sous vide cook that the food is in; null when the session stands alone. */
  readonly cook: { readonly id: string; readonly cookerId: string; readonly food: string | null } | null;
  /** The id of the principal that began it. */
  readonly begunBy: string;
  /** When it was asked for. */
  readonly begunAt: number;
  /** Since when readings count. */
  readonly startedAt: number;
  readonly endedAt: number | null;
  /** Null while it runs. */
  readonly endedBy: SessionEnd | null;
  readonly faults: readonly SensorFault[];
  /** One of each probe; none without a cook, and until the cook was seen. */
  readonly corrections: readonly SavedCorrection[];
  /** Where the food stood at the end; null while the session runs. */
  readonly outcome: MeasuredReport | null;
}

/** All probes in the food. */
export const probeIdsOf = ({
  probeId,
  otherProbeIds,
}: Pick<ProbeSession, 'probeId' | 'otherProbeIds'>): readonly string[] => [probeId, ...otherProbeIds];

/** Whether an instant lies in a time in which the sensor did not work. */
export const isFaulty = ({ faults }: ProbeSession, at: number): boolean =>
  faults.some(({ from, until }) => at >= from && (until === null || at < until));
