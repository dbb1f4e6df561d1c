import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { DataFolder } from '../../../test/harness/data-folder.js';
import { Database } from '../../storage/database.js';
import { OwnerSessions } from './owner-sessions.js';

const HOUR = 3_600_000;

describe('OwnerSessions', () => {
  const folder = new DataFolder();
  const clock = new DrivenClock();
  let database: Database;
  let sessions: OwnerSessions;
  beforeEach(async () => {
    database = new Database(folder.path, clock);
    sessions = new OwnerSessions(database, clock);
    await sessions.endAll();
  });
  afterEach(() => database.onApplicationShutdown());
  afterAll(() => folder.remove());

  const begin = (device = 'Firefox on Linux') => sessions.begin('password', device);
  const again = () => new OwnerSessions(database, clock);

  it('knows a session by its secret for reading, and lets it change something with both secrets', async () => {
    const { read, change } = await begin();
    expect((await sessions.find({ read, change }))?.mayChange).toBe(true);
    expect((await sessions.find({ read }))?.mayChange).toBe(false);
    expect((await sessions.find({ read, change: 'guessed' }))?.mayChange).toBe(false);
    expect(await sessions.find({ change })).toBeUndefined();
    expect(await sessions.find({ read: change })).toBeUndefined();
  });

  it('does not take the secrets of two sessions together', async () => {
    const [one, other] = [await begin(), await begin()];
    expect((await sessions.find({ read: one.read, change: other.change }))?.mayChange).toBe(false);
  });

  it('has a token of its own for each session', async () => {
    const [one, other] = [await begin(), await begin()];
    const tokens = [one, other, one].map(async ({ read }) => (await sessions.find({ read }))?.csrfToken);
    const [first, second, third] = await Promise.all(tokens);
    expect(first).not.toBe(second);
    expect(first).toBe(third);
  });

  it('keeps 20 at most; the one that was not used for longest makes way', async () => {
    const first = await begin('the first');
    for (let i = 0; i < 19; i++) await begin();
    clock.jump(2 * HOUR);
    await sessions.find(first);
    await begin('the last');
    const listed = await sessions.list();
    expect(listed).toHaveLength(20);
    expect(listed.map(({ device }) => device)).toEqual(expect.arrayContaining(['the first', 'the last']));
    expect(await again().list()).toHaveLength(20);
  });

  it('ends those whose digest begins so, and none for an empty text', async () => {
    await begin();
    const { read } = await begin();
    const { digest } = (await sessions.find({ read }))!.session;
    expect(await sessions.end('')).toBe(0);
    expect(await sessions.end(digest.slice(0, 10))).toBe(1);
    expect(await sessions.find({ read })).toBeUndefined();
    expect(await again().find({ read })).toBeUndefined();
    expect(await again().list()).toHaveLength(1);
  });

  it('leaves out a session that was changed on the disk', async () => {
    const [kept, changed] = [await begin(), await begin()];
    const { digest } = (await sessions.find(changed))!.session;
    await database.writeDirectly((statements) =>
      statements.run('UPDATE owner_sessions SET expires_at = expires_at + 1 WHERE digest = ?', [digest]),
    );
    const loaded = again();
    expect(await loaded.find(changed)).toBeUndefined();
    expect(await loaded.find(kept)).toBeDefined();
  });
});
