import { SHAPES, START_STATES, type CookPlan } from '../../safety/cook-plan.js';
import type { Verdict } from '../../safety/verdict.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
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

/** Reads an intention that this version or an older one stored; undefined when it cannot be read. */
export function fromStored(content: unknown): IntendedStart | undefined {
  if (!isRecord(content)) return undefined;
  const { requestedBy, requestId, body, cookerName, cookerType } = content;
  const plan = planOf(content['plan']);
  if (typeof requestedBy !== 'string' || typeof body !== 'string') return undefined;
  if (typeof cookerName !== 'string' || typeof cookerType !== 'string' || plan === undefined)
    return undefined;
  const id = typeof requestId === 'string' ? requestId : null;
  return { requestedBy, requestId: id, body, cookerName, cookerType, plan };
}

type Fields = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

function planOf(value: unknown): CookPlan | undefined {
  if (!isRecord(value)) return undefined;
  const { target, hold, thickness, startState, vulnerableConsumers } = value;
  const state = START_STATES.find((one) => one === startState);
  if (typeof target !== 'number' || typeof hold !== 'number') return undefined;
  if (state === undefined || typeof vulnerableConsumers !== 'boolean') return undefined;
  return {
    target: celsius(target),
    hold: minutes(hold),
    ...textsOf(value),
    thickness: typeof thickness === 'number' ? millimetres(thickness) : undefined,
    shape: SHAPES.find((one) => one === value['shape']),
    startState: state,
    vulnerableConsumers,
    ...(value['thicknessRequired'] === true && { thicknessRequired: true }),
    ...(value['endless'] === true && { endless: true }),
  };
}

const textsOf = ({ food, cookerType }: Fields): Pick<CookPlan, 'food' | 'cookerType'> => ({
  food: typeof food === 'string' ? food : undefined,
  cookerType: typeof cookerType === 'string' ? cookerType : undefined,
});
