import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { DOCUMENT } from './examples.mjs';

const [BEGIN, END] = ['<!-- interop -->', '<!-- /interop -->'];

/** Writes what was seen into the document. */
export async function writeReport({ python, checks, courses }) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, after] = [text.indexOf(BEGIN) + BEGIN.length, text.indexOf(END)];
  if (before < BEGIN.length || after < 0)
    throw new Error(`The document has no place between ${BEGIN} and ${END}`);
  const intro = `Home Assistant ${python.release} on Python ${python.version}, mosquitto of Debian, a simulated cooker.`;
  const parts = [intro, tableOfChecks(checks), ...courses.map(tableOfCourse)];
  const whole = `${text.slice(0, before)}\n\n${parts.join('\n\n')}\n\n${text.slice(after)}`;
  const options = await resolveConfig(DOCUMENT);
  writeFileSync(DOCUMENT, await format(whole, { ...options, filepath: DOCUMENT }));
}

const tableOfChecks = (checks) =>
  table(
    ['Check', 'Entity', 'Result'],
    checks.map(({ what, entry, faults }) => [
      what,
      entry === undefined ? '' : `\`${entry.entity_id}\``,
      faults.length === 0 ? 'passes' : faults.join('; '),
    ]),
  );

const tableOfCourse = ({ name, heads, rows }) =>
  [
    `#### ${name}`,
    table(
      ['Second', 'Event', ...heads],
      rows.map(({ second, event, shown }) => [String(second), event, ...shown]),
    ),
  ].join('\n\n');

const table = (heads, rows) =>
  [heads, heads.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
