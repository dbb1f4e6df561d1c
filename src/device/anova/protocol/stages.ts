import { at, isObject, toText } from './json-readers.js';

/**
 * Where a cook of the third generation stands among its stages. No cook of several was ever recorded: the names are
 * those of the vendor's app.
 */
export interface StagePosition {
  /** From 0; undefined where the state does not say, or with one stage only. */
  readonly index: number | undefined;
  /** Whether no further stage heats after this one; undefined where that is not known. */
  readonly isLast: boolean | undefined;
  /** `stop` is the stage that ends a cook. */
  readonly does: unknown;
}

/** Without stages, which are optional, a cook has one. */
const ONLY: StagePosition = { index: undefined, isLast: true, does: 'cook' };

/** Reads the stages of `cook`. */
export function stagePosition(cook: unknown): StagePosition {
  const stages = at(cook, 'stages');
  if (!Array.isArray(stages)) return toldIndex(cook) ? { ...ONLY, isLast: undefined } : ONLY;
  if (stages.length === 0) return ONLY;
  if (stages.length === 1) return { ...ONLY, does: doing(stages[0]) };
  const index = indexIn(stages, cook);
  if (index === undefined) return { index, isLast: undefined, does: undefined };
  const isLast = stages.slice(index + 1).every((stage) => doing(stage) === 'stop');
  return { index, isLast, does: doing(stages[index]) };
}

/** The id names the active stage; without an id the index does. They must not contradict each other. */
function indexIn(stages: readonly unknown[], cook: unknown): number | undefined {
  const id = toText(at(cook, 'activeStageId'));
  const activeIndex = at(cook, 'activeStageIndex');
  const byId = id === undefined ? -1 : stages.findIndex((stage) => isObject(stage) && at(stage, 'id') === id);
  if (byId >= 0) return activeIndex === undefined || activeIndex === byId ? byId : undefined;
  return typeof activeIndex === 'number' && Object.hasOwn(stages, activeIndex) ? activeIndex : undefined;
}

/** The index of a later stage, where the state does not list the stages. */
const toldIndex = (cook: unknown): boolean => Number(at(cook, 'activeStageIndex') ?? 0) > 0;

const doing = (stage: unknown): unknown => at(stage, 'do', 'type') ?? 'cook';
