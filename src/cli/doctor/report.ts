import { isNotChecked, type Finding, type State } from './finding.js';

/** What leads to the step of a line. */
const LEADS: Readonly<Record<State, string>> = {
  ok: '',
  note: 'Tip: ',
  wrong: 'Fix: ',
  unsure: 'To find out: ',
};
const STATE_WIDTH = 6;

/** A line for each finding; those that were not checked for the same reason share one. */
export function linesOf(findings: readonly Finding[]): string {
  const folded = fold(findings);
  const names = folded.filter((one) => !isNotChecked(one)).map(({ check }) => check.length);
  const width = Math.max(...names);
  return folded
    .map(({ check, state, told, mend }) => {
      const step = mend === undefined ? '' : `. ${LEADS[state]}${mend}`;
      return `${state.padEnd(STATE_WIDTH)}  ${check.padEnd(width)}  ${told}${step}\n`;
    })
    .join('');
}

function fold(findings: readonly Finding[]): Finding[] {
  const lines: Finding[] = [];
  for (const finding of findings) {
    const isSame = (other: Finding) => isNotChecked(other) && other.told === finding.told;
    const index = lines.findIndex(isSame);
    if (index < 0) lines.push(finding);
    else lines[index] = { ...lines[index]!, check: `${lines[index]!.check}, ${finding.check}` };
  }
  return lines;
}

/** The whole in a sentence. What follows from something else is left to the lines. */
export function summaryOf(findings: readonly Finding[]): string {
  const of = (state: State) => [
    ...new Set(findings.filter((one) => one.state === state && !isNotChecked(one)).map(({ check }) => check)),
  ];
  const [wrongs, unsures, notes] = [of('wrong'), of('unsure'), of('note')];
  const asides = [
    ...(unsures.length > 0 ? [`what could not be found out: ${unsures.join(', ')}`] : []),
    ...(notes.length > 0 ? [`worth a look: ${notes.join(', ')}`] : []),
  ];
  const head = wrongs.length > 0 ? `These need fixing: ${wrongs.join(', ')}` : 'Nothing is wrong';
  return `${[head, ...asides].join('; ')}.`;
}
