import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readUsableSettings } from './environment.js';

const NOW = new Date('2026-05-01T12:00:00Z');
const API_KEY = 'sk-anova-0123456789abcdefghijklmnopqrstuvwxyz';

describe('readUsableSettings', () => {
  it('reads in the same order, and leaves out what cannot be used', () => {
    const folder = mkdtempSync(join(tmpdir(), 'coddle-settings-'));
    mkdirSync(join(folder, 'config'));
    const file = join(folder, 'config/credentials.json');
    writeFileSync(file, JSON.stringify({ port: 70_000, host: 'plain', data_dir: 'here', api_key: API_KEY }), {
      mode: 0o600,
    });
    const read = (variables: NodeJS.ProcessEnv) => readUsableSettings(variables, folder, NOW);
    expect(read({ HISTORY_DAYS: 'ever', ENCRYPTION_KEY: 'short' })).toMatchObject({
      ...{ port: 5000, host: 'plain', apiKey: API_KEY, historyDays: 400, encryptionKeys: [] },
      ...{ configDir: join(folder, 'config'), dataDir: join(folder, 'here') },
    });
    expect(read({ PORT: '5001', API_KEY: 'short' })).toMatchObject({ port: 5001, host: 'plain' });
    expect(read({ API_KEY: 'short' }).apiKey).toBeUndefined();
    expect(read({}).personalAccessToken).toBeUndefined();
    rmSync(folder, { recursive: true });
  });
});
