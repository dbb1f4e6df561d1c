import { Logger } from '@nestjs/common';
import { hash, randomBytes } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { DataFolder } from '../../test/harness/data-folder.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { KeysFolder } from '../../test/harness/keys-folder.js';
import { Environment } from '../config/environment.js';
import { ApiKeyStore } from './api-key-store.js';
import { USUAL_RIGHTS, type NamedKey } from './named-key.js';
import { changeOwnerKeys, ownerKeysFileIn, type OwnerKeys } from './owner-keys-file.js';

const API_KEY = 'sk-anova-0123456789abcdef0123456789abcdef';
const TABLET = 'sk-anova-tablet';
const digest = (key: string) => hash('sha256', key);
const OF_PAGE: NamedKey = {
  ...{ name: 'tablet', sha256: digest(TABLET), added: '2026-03-01T00:00:00Z', expires: null },
  ...USUAL_RIGHTS,
};

describe('ApiKeyStore, with the keys of the page', () => {
  let commands: KeysFolder;
  let data: DataFolder;
  let phone: string;
  let garden: string;
  let clock: DrivenClock;
  let log: CaughtLog;
  let store: ApiKeyStore;
  beforeEach(() => {
    [commands, data, clock, log] = [new KeysFolder(), new DataFolder(), new DrivenClock(), CaughtLog.take()];
    [phone, garden] = [commands.add('phone'), commands.add('garden')];
  });
  afterEach(() => {
    Logger.overrideLogger(false);
    commands.remove();
    data.remove();
  });

  const file = () => join(data.path, 'owner-keys.json');
  const write = (content: OwnerKeys) =>
    changeOwnerKeys(ownerKeysFileIn(data.path), randomBytes, () => content);
  const revokePhone = () => write({ keys: [OF_PAGE], revoked: [digest(phone)] });
  const open = () => {
    const folders = { configDir: commands.path, dataDir: data.path };
    store = new ApiKeyStore(new Environment({ apiKey: API_KEY, ...folders }), clock);
    store.onModuleInit();
  };
  const accepted = () => [API_KEY, phone, garden, TABLET].map((key) => store.principalOf(key)?.id);

  it('accepts those of both files, but none that was revoked on the page', () => {
    revokePhone();
    open();
    expect(accepted()).toEqual(['default', undefined, 'garden', 'tablet']);
    expect(store.current('phone')).toBeUndefined();
    expect(store.current('tablet')).toMatchObject({ name: 'tablet' });
  });

  it('reads either file again when it changes', () => {
    open();
    expect(accepted()).toEqual(['default', 'phone', 'garden', undefined]);
    revokePhone();
    clock.advance(1_000);
    expect(accepted()).toEqual(['default', undefined, 'garden', 'tablet']);
    commands.change(() => []);
    clock.advance(1_000);
    expect(accepted()).toEqual(['default', undefined, undefined, 'tablet']);
  });

  it('keeps refusing what was revoked while the file cannot be read', () => {
    revokePhone();
    open();
    writeFileSync(file(), 'torn');
    clock.advance(1_000);
    expect(accepted()).toEqual(['default', undefined, 'garden', 'tablet']);
    chmodSync(file(), 0o644);
    clock.advance(1_000);
    expect(accepted()).toEqual(['default', undefined, 'garden', undefined]);
  });

  it.each([
    ['is broken', 'torn', 0o600, 'does not hold the keys of the page'],
    ['is open to others', '{}', 0o644, 'run chmod 600'],
  ])('accepts no named key at the start when the file %s, and the log says why', (_, text, mode, why) => {
    writeFileSync(file(), text);
    chmodSync(file(), mode);
    open();
    expect(accepted()).toEqual(['default', undefined, undefined, undefined]);
    expect(log.lines.join('\n')).toContain(why);
    rmSync(file());
    revokePhone();
    clock.advance(1_000);
    expect(accepted()).toEqual(['default', undefined, 'garden', 'tablet']);
  });

  it('accepts those of the page while the file of the commands cannot be read', () => {
    revokePhone();
    writeFileSync(join(commands.path, 'keys.json'), 'torn');
    open();
    expect(accepted()).toEqual(['default', undefined, undefined, 'tablet']);
  });
});
