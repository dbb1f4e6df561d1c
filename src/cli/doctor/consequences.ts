import { AGAIN, notChecked, type Finding } from './finding.js';

interface Consequence {
  readonly cause: string;
  readonly effects: readonly string[];
  readonly because: string;
  /** Whether the finding of the cause is of the kind that has these effects. */
  readonly isCause: (finding: Finding) => boolean;
}

/** Faults that explain others: nothing can be said of the effects before the cause is fixed. */
const CONSEQUENCES: readonly Consequence[] = [
  {
    cause: 'settings',
    effects: ['unit', 'server'],
    because: 'the service cannot start with these settings',
    isCause: isWrong,
  },
  { cause: 'unit', effects: ['server'], because: 'the service is not running', isCause: isDown },
];

/**
 * The findings without the alarms that follow from another one: what cannot be well before its cause is fixed is said
 * to be not checked. Nothing is left out.
 */
export function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const rule = CONSEQUENCES.find((one) => explains(findings, one));
  return findings.map((one) => {
    if (rule === undefined || !isWrong(one) || !rule.effects.some((effect) => effect === one.check))
      return plain(one);
    return notChecked(one.check, rule.because, `fix the ${rule.cause} first, then run ${AGAIN}`);
  });
}

const plain = ({ check, state, told, mend }: Finding): Finding => ({
  check,
  state,
  told,
  ...(mend !== undefined && { mend }),
});

/** A service that runs, or an address where another program responds, has a fault of its own. */
const explains = (findings: readonly Finding[], { cause, effects, isCause }: Consequence): boolean =>
  findings.some((one) => one.check === cause && isCause(one)) &&
  findings.filter(({ check }) => effects.includes(check)).every(isDown);

function isWrong({ state }: Finding): boolean {
  return state === 'wrong';
}

function isDown(finding: Finding): boolean {
  return finding.isDown === true;
}
