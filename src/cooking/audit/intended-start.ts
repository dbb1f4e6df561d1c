import type { CookPlan } from '../../safety/cook-plan.js';
import type { Verdict } from '../../safety/verdict.js';
import { asText, JsonFormError, JsonReader, type ReadJson } from '../../shared/json-reader.js';
import type { JournalRecord } from '../../storage/journal-store.js';
import { asPlan } from '../record/stored-plan.js';
import type { StartCommand } from '../start/start-command.js';

/** Version 1 had no version number and held the whole verdict. */
const VERSION = 2;

/** The intention of a start, as the journal holds it before anything is sent. */
export interface IntendedStart {
  /** Name of the key that requested the start. */
  readonly requestedBy: string;
  readonly requestId: string | null;
  /** Identifies a repetition of the request. */
  readonly body: string;
  readonly cookerName: string;
  readonly cookerType: string;
  readonly plan: CookPlan;
}

/** The stored form of an intention, below 2 KB. The plan and the rules version determine the rest of the verdict. */
export function toStored({ request, cook, cooker }: StartCommand): object {
  const { plan, verdict } = cook.approved;
  return {
    version: VERSION,
    requestedBy: request.key,
    requestId: request.requestId ?? null,
    body: request.body,
    cookerName: cooker.name,
    cookerType: cooker.type,
    plan,
    verdict: briefly(verdict),
    rulesVersion: verdict.rulesVersion,
  };
}

const briefly = ({ allowed, outcome, foodClass, thickness, thicknessAssumed, core }: Verdict): object => ({
  allowed,
  outcome,
  foodClass,
  thickness,
  thicknessAssumed,
  minimum: core?.minimum ?? null,
  inDangerZone: core?.inDangerZone ?? null,
});

/** Thrown when the intention of a start is of no known version or form, so that nothing is known of its plan. */
export class PlanNotReadableError extends Error {
  override readonly name = 'PlanNotReadableError';

  constructor(sequence: number, cause: Error) {
    super(`plan not readable in entry ${sequence} of the journal: ${cause.message}`, { cause });
  }
}

/** Parses the intention in an entry of the journal. @throws PlanNotReadableError */
export function intentionIn({
  sequence,
  content,
}: Pick<JournalRecord, 'sequence' | 'content'>): IntendedStart {
  try {
    return asIntendedStart(JsonReader.of(content));
  } catch (error) {
    if (!(error instanceof JsonFormError)) throw error;
    throw new PlanNotReadableError(sequence, error);
  }
}

/** Parses an intention that this version or an older one stored. */
const asIntendedStart: ReadJson<IntendedStart> = (value) => {
  value.field('version').optional((version) => version.matching(isVersion, `${VERSION}`));
  return {
    requestedBy: value.field('requestedBy').text(),
    requestId: value.field('requestId').optional((id) => id.orNull(asText)) ?? null,
    body: value.field('body').text(),
    cookerName: value.field('cookerName').text(),
    cookerType: value.field('cookerType').text(),
    plan: asPlan(value.field('plan')),
  };
};

const isVersion = (value: unknown): value is typeof VERSION => value === VERSION;
