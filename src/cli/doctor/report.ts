import type { Finding, State } from './finding.js';

/** What leads to the step of a line. */
const LEADS: Readonly<Record<State, string>> = {
  ok: '',
  note: 'What helps: ',
  wrong: 'Mend it: ',
  unsure: 'Find out: ',
};
const STATE_WIDTH = 6;

/** A line for each finding. */
export function linesOf(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  return findings
    .map(({ check, state, told, mend }) => {
      const step = mend === undefined ? '' : `. ${LEADS[state]}${mend}`;
      return `${state.padEnd(STATE_WIDTH)}  ${check.padEnd(width)}  ${told}${step}\n`;
    })
    .join('');
}

/** The whole in a sentence. */
export function summaryOf(findings: readonly Finding[]): string {
  const of = (state: State) => [
    ...new Set(findings.filter((one) => one.state === state).map(({ check }) => check)),
  ];
  const [wrongs, unsures, notes] = [of('wrong'), of('unsure'), of('note')];
  const asides = [
    ...(unsures.length > 0 ? [`what could not be found out: ${unsures.join(', ')}`] : []),
    ...(notes.length > 0 ? [`worth a look: ${notes.join(', ')}`] : []),
  ];
  const head = wrongs.length > 0 ? `These need mending: ${wrongs.join(', ')}` : 'Nothing is wrong';
  return `${[head, ...asides].join('; ')}.`;
}
