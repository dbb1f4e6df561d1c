import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resultOfResponse } from '../../src/alerts/channels/sending/http-result.js';
import { FLAGS, kindsOf, NUMBERS } from '../../src/alerts/api/fact-table.js';
import type { FactName } from '../../src/alerts/facts/observation.js';
import type { AlertRule } from '../../src/alerts/rules/alert-rule.js';
import { DEFAULT_RULES } from '../../src/alerts/rules/default-rules.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, 'docs', file), 'utf8');

/** What the table says of a rule: when it fires, how serious it is, when the next channel is tried, and of its end. */
const figuresOf = (rule: AlertRule): readonly string[] => [
  rule.id,
  rule.forSeconds === 0 ? '' : `${rule.forSeconds / 60} min`,
  rule.severity,
  rule.escalateAfterMinutes === null ? '' : `${rule.escalateAfterMinutes} min`,
  rule.sendsResolved ? 'yes' : 'no',
];

/** What stands in backquotes. */
const codesIn = (cell: string): readonly string[] =>
  Array.from(cell.matchAll(/`([a-z_]+)`/g), ([, code = '']) => code);

describe('docs/alerts.md', () => {
  const text = read('alerts.md');

  it('has the figures of every rule that comes with the server', () => {
    const rows = text.split('\n').filter((line) => /^\| `[a-z-]+` /.test(line));
    const figures = rows.map((row) => {
      const [, id = '', , after, severity, next, saysEnd] = row.split('|').map((cell) => cell.trim());
      return [id.replaceAll('`', ''), after, severity, next, saysEnd];
    });
    const byId = (one: readonly (string | undefined)[], other: readonly (string | undefined)[]) =>
      String(one[0]).localeCompare(String(other[0]));
    expect(figures.sort(byId)).toEqual(DEFAULT_RULES.map(figuresOf).sort(byId));
  });

  it('has every fact that a rule can watch, with the kinds of things that have it', () => {
    const [, table = ''] = /^\| what is watched .*\n((?:\|.*\n)+)/m.exec(text) ?? [];
    const named = table.split('\n').flatMap((row) => {
      const [, , facts = '', kinds = ''] = row.split('|').map(codesIn);
      return Array.from(facts, (fact) => [fact, [...kinds]] as const);
    });
    const known = Object.keys({ ...NUMBERS, ...FLAGS }) as FactName[];
    expect(new Map(named)).toEqual(new Map(known.map((fact) => [fact, kindsOf(fact)])));
  });

  it('names the safety rules', () => {
    const [, named = ''] = /^(.*) are \*\*safety rules\*\*/m.exec(text) ?? [];
    const ids = Array.from(named.matchAll(/`([a-z-]+)`/g), ([, id]) => id);
    const safety = DEFAULT_RULES.filter(({ isSafety }) => isSafety).map(({ id }) => id);
    expect(ids.sort()).toEqual(safety.sort());
  });
});

describe('docs/alert-channels.md', () => {
  it('names the statuses after which a webhook is not tried again', () => {
    const [, named = ''] = /the request itself is wrong \(([^)]*)\)/.exec(read('alert-channels.md')) ?? [];
    const final = Array.from({ length: 300 }, (_, index) => 300 + index).filter((status) => {
      const result = resultOfResponse({ host: 'a', status, retryAfter: undefined, body: '' });
      return !result.sent && !result.mayRetry;
    });
    expect(named.match(/\d+/g)?.map(Number)).toEqual(final);
  });
});
