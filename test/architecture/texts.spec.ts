import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Environment } from '../../src/config/environment.js';
import { SETTINGS, type SettingName } from '../../src/config/settings.js';
import { ERRORS } from '../../src/documents/error-examples.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const texts = [...readdirSync(ROOT), ...readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`)].filter(
  (name) => name.endsWith('.md'),
);
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

describe.each(texts)('%s', (file) => {
  const text = read(file);

  it('links only to files and headings that exist', () => {
    const targets = [...text.matchAll(/\]\((?!https?:)([^)#]*)(#[^)]*)?\)/g)];
    for (const [, path = '', heading] of targets) {
      const target = path === '' ? join(ROOT, file) : join(ROOT, dirname(file), path);
      expect([path, existsSync(target)]).toEqual([path, true]);
      if (heading !== undefined) expect(headingsOf(readFileSync(target, 'utf8'))).toContain(heading);
    }
  });

  it('names only commands that exist', () => {
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z:-]*)/g)].map(([, name]) => name!);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('names only errors that exist', () => {
    const codes = [...text.matchAll(/`([A-Z]+(?:_[A-Z]+)+)`/g)].map(([, code]) => code!);
    const settings = Object.values(SETTINGS).map(({ variable }) => variable);
    expect(codes.filter((code) => !(code in ERRORS) && !settings.includes(code))).toEqual([]);
  });
});

/** Headings as links name them. */
const headingsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(
    ([, heading]) =>
      `#${heading!
        .toLowerCase()
        .replaceAll(/[^\w -]/g, '')
        .replaceAll(' ', '-')}`,
  );

/** A row of the table of routes, as far as a test can know it. */
const rowOf = (route: string, isOpen: boolean): string => `| \`${route}\` | ${isOpen ? '_open_: ' : ''}…`;

describe('README.md', () => {
  const readme = read('README.md');

  it('lists every route, and says which are open', () => {
    const { paths } = JSON.parse(read('test/fixtures/openapi.json')) as {
      paths: Record<string, Record<string, { security?: readonly object[] }>>;
    };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { security }]) =>
        rowOf(`${method.toUpperCase()} ${path}`, security === undefined || security.length === 0),
      ),
    );
    const listed = [...readme.matchAll(/^\| `([A-Z]+ \/[^`]*)` *\| (_open_)?/gm)].map(([, route, open]) =>
      rowOf(route!, open !== undefined),
    );
    expect(routes.length).toBeGreaterThan(30);
    expect([
      ...routes
        .filter((row) => !listed.includes(row))
        .map((row) => `Add to README.md, under "Routes": ${row}`),
      ...listed.filter((row) => !routes.includes(row)).map((row) => `Remove from README.md: ${row}`),
      ...listed.filter((row, at) => listed.indexOf(row) !== at).map((row) => `Twice in README.md: ${row}`),
    ]).toEqual([]);
  });
});

describe('docs/settings.md', () => {
  it('explains every setting, with its default', () => {
    const rows = read('docs/settings.md').split('\n');
    const defaults = new Environment();
    for (const [name, { variable }] of Object.entries(SETTINGS)) {
      const value = defaults[name as SettingName];
      const row = rows.find((line) => line.startsWith('|') && line.includes(`\`${variable}\``));
      expect([variable, row]).toEqual([variable, expect.any(String)]);
      if (value !== undefined && typeof value !== 'object') expect(row).toContain(`\`${String(value)}\``);
    }
  });
});

describe('The instructions of the Custom GPT', () => {
  const [, instructions = ''] = /```text\n([^]*?)```/.exec(read('docs/custom-gpt.md')) ?? [];
  const actions = JSON.parse(read('test/fixtures/actions.json')) as {
    paths: Record<string, Record<string, { operationId: string; requestBody?: object; responses: object }>>;
  };
  const operations = Object.values(actions.paths).flatMap((item) => Object.values(item));

  it('fit into the field for them, which takes 8,000 characters', () => {
    expect(instructions.length).toBeGreaterThan(1_000);
    expect(instructions.length).toBeLessThanOrEqual(8_000);
  });

  it('name only operations and fields that the assistant sees', () => {
    const known = JSON.stringify(operations);
    const named = instructions.match(/\b[a-z]+(?:[A-Z][a-z]+)+\b|\b[a-z]+(?:_[a-z]+)+\b/g) ?? [];
    expect(named).toEqual(expect.arrayContaining(['getStatus', 'stopCook', 'request_id', 'food_type']));
    expect(named.filter((name) => !known.includes(`"${name}"`))).toEqual([]);
  });
});
