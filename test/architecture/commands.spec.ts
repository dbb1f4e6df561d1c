import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const read = (file: string): string =>
  readFileSync(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** These say in one sentence what is missing; they import no package. */
const ASKS_FIRST = /^node scripts\/(?:ensure-build|require-packages)\.mjs && /;
/** A package that is imported while the file is loaded, so that Node fails before a line of the file runs. */
const STATIC_PACKAGE = /^(?:import|\} from)\b.*'(?!node:|\.)[^']+';$/m;

describe('A command of package.json', () => {
  const alone = Object.entries(scripts)
    .filter(([, command]) => !ASKS_FIRST.test(command))
    .map(([name, command]) => [name, /^node (scripts\/\S+)/.exec(command)?.[1]] as const);

  it.each(alone.filter(([, file]) => file !== undefined))(
    'says before npm ci what is missing: %s',
    (name, file) => {
      const hint = `Begin the command "${name}" with: node scripts/require-packages.mjs &&`;
      expect(STATIC_PACKAGE.test(read(file!)) ? hint : 'loads').toBe('loads');
    },
  );
});
