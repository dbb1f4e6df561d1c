import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { placesBelow } from './places.js';
import { programName, variablesHere } from './variables-here.js';

describe('The settings that keys, credentials and journal go by', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'coddle-variables-'))));
  afterEach(() => rmSync(root, { recursive: true }));

  /** As if the machine's own root were the temporary folder. */
  const here = (variables: NodeJS.ProcessEnv, isLive = true) =>
    variablesHere({ places: { ...placesBelow(root), isLive }, variables });
  const install = () => {
    mkdirSync(join(root, 'etc/coddle'), { recursive: true });
    writeFileSync(join(root, 'etc/coddle/coddle.env'), 'PORT=5001\n');
  };

  it('are those of the installed service, and the environment counts before them', () => {
    install();
    expect(here({ PORT: '5002' })).toEqual({
      CONFIG_DIR: join(root, 'etc/coddle'),
      DATA_DIR: join(root, 'var/lib/coddle'),
      PORT: '5002',
    });
  });

  it('are those of the environment where npm runs the command', () => {
    install();
    const variables = { npm_lifecycle_event: 'key' };
    expect(here(variables)).toBe(variables);
    expect(programName(variables)).toBe('npm run coddle --');
  });

  it('are those of the environment where nothing is installed', () => {
    const variables = { npm_lifecycle_event: 'something-else' };
    expect(here(variables)).toBe(variables);
    expect(programName(variables)).toBe('coddle');
  });

  it('are those of the installation that CODDLE_ROOT names, also where npm runs the command', () => {
    expect(here({ npm_lifecycle_event: 'key' }, false)).toMatchObject({
      CONFIG_DIR: join(root, 'etc/coddle'),
    });
  });
});
