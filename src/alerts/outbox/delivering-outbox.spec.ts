import { deliveryOf, OpenedOutbox } from '../../../test/harness/opened-outbox.js';
import { ScriptedChannel } from '../../../test/harness/scripted-channel.js';
import { makeMessage } from '../../../test/harness/stored-alerts.js';
import { until } from '../../../test/harness/until.js';

const NOT_BEGUN = 'Not sent yet, because this channel hangs or asked for a pause.';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('The outbox', () => {
  let ntfy: ScriptedChannel;
  let email: ScriptedChannel;
  let open: OpenedOutbox;
  const all: OpenedOutbox[] = [];
  beforeEach(() => {
    ntfy = new ScriptedChannel('ntfy', true);
    email = new ScriptedChannel('email');
    open = new OpenedOutbox([ntfy, email]);
    all.push(open);
  });
  afterEach(async () => {
    for (const one of all.splice(0)) await one.close();
  });

  const nextProcess = () => {
    const next = open.crash();
    all.push(next);
    return next;
  };

  it('sends at once, and notes the attempt', async () => {
    await open.send(deliveryOf('a'));
    const sent = await open.reaches('a', 'sent');
    expect(ntfy.keys).toEqual(['key-a']);
    expect(sent.attempts).toMatchObject([{ result: 'sent', why: null, retryAt: null }]);
    expect(open.changes.map(({ state }) => state)).toEqual(['sending', 'sent']);
    expect(open.clock.pending).toBe(0);
  });

  it('tries again until it works while the next channel gets the message', async () => {
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a', { next: ['email'] }));
    await open.reaches('a.email', 'sent');
    expect(email.keys).toEqual(['key-a']);
    expect(await open.stored('a')).toMatchObject({ state: 'waiting', next: [] });
    await open.pass(60_000, 500);
    expect(ntfy.attempts).toBeGreaterThan(4);
    ntfy.behaviour = 'works';
    await open.pass(60_000, 500);
    const sent = await open.reaches('a', 'sent');
    expect(sent.attempts.at(-1)).toMatchObject({ result: 'sent' });
    expect([ntfy.keys, email.keys]).toEqual([['key-a'], ['key-a']]);
  });

  it('passes nothing on to the next channel that was withdrawn while that was being written', async () => {
    let write: () => void = () => undefined;
    const slow = new Promise<void>((resolve) => (write = resolve));
    const held = new OpenedOutbox([ntfy, email], undefined, undefined, (store) => ({
      save: async (changes) => {
        if (changes.deliveries?.some(({ channel }) => channel === 'email')) await slow;
        await store.save(changes);
      },
      saveLater: (changes) => store.saveLater(changes),
    }));
    all.push(held);
    ntfy.behaviour = 'fails';
    await held.send(deliveryOf('a', { next: ['email'] }));
    await until(() => ntfy.underWay + ntfy.attempts, 1);
    await held.settle();
    const withdrawn = held.outbox.withdraw(({ alertId }) => alertId === 'alert-a');
    expect(withdrawn.map(({ id, state }) => [id, state])).toEqual([
      ['a', 'cancelled'],
      ['a.email', 'cancelled'],
    ]);
    write();
    await held.pass(60_000, 500);
    expect([ntfy.attempts, email.attempts]).toEqual([1, 0]);
  });

  it('holds no alert back for tests of a channel, which anyone may send who may write alerts', async () => {
    ntfy.behaviour = 'hangs';
    const tests = ['t1', 't2', 't3'].map((id) =>
      open.outbox.sendTest('ntfy', id, makeMessage({ key: id, notice: 'test' })),
    );
    await until(() => ntfy.underWay, 3);
    ntfy.behaviour = 'works';
    await open.send(deliveryOf('a'));
    await open.reaches('a', 'sent');
    expect([ntfy.keys, ntfy.underWay]).toEqual([['key-a'], 3]);
    await open.pass(20_000);
    await Promise.all(tests);
  });

  it('shows every attempt of a channel that fails with status 500 for an hour, and delivers soon after it', async () => {
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a'));
    await open.pass(HOUR, 1_000);
    ntfy.behaviour = 'works';
    await open.pass(300_000, 1_000);
    const { attempts } = await open.reaches('a', 'sent');
    expect(attempts.length).toBeGreaterThan(15);
    expect(attempts.slice(0, -1).every(({ why }) => why === 'Status 500')).toBe(true);
    expect(ntfy.keys).toEqual(['key-a']);
  });

  it('gives up after a day, in which the server may have been away', async () => {
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a'));
    await open.pass(DAY / 2, 60_000);
    const next = nextProcess();
    open.clock.advance(3 * DAY);
    await next.outbox.restore();
    await next.pass(DAY / 4, 60_000);
    expect(await next.stored('a')).toMatchObject({ state: 'waiting' });
    await next.pass(DAY / 4 + HOUR / 2, 60_000);
    const dead = await next.reaches('a', 'dead');
    expect(dead.triedFor).toBeGreaterThanOrEqual(DAY);
    expect(dead.attempts.length).toBeLessThan(200);
    await next.pass(DAY, HOUR);
    expect(ntfy.attempts).toBe(dead.attempts.length);
  });

  it.each([DAY, -DAY])('is not confused by a clock that jumps by %d ms', async (jump) => {
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a'));
    await open.pass(10_000, 500);
    const before = ntfy.attempts;
    open.clock.jump(jump);
    await open.pass(300_000, 1_000);
    expect(await open.stored('a')).toMatchObject({ state: 'waiting' });
    expect(ntfy.attempts).toBeGreaterThan(before);
    expect(ntfy.attempts).toBeLessThan(before + 10);
    const next = nextProcess();
    next.clock.jump(-jump);
    await next.outbox.restore();
    ntfy.behaviour = 'works';
    await next.pass(300_000, 1_000);
    await next.reaches('a', 'sent');
    expect(ntfy.keys).toEqual(['key-a']);
  });

  it('waits as long as the other side asks for, with new messages too, which fall through', async () => {
    ntfy.behaviour = { pause: 600_000 };
    await open.send(deliveryOf('a', { next: ['email'] }));
    await open.reaches('a.email', 'sent');
    await open.send(deliveryOf('b', { next: ['email'] }));
    await open.reaches('b.email', 'sent');
    await open.pass(599_000, 10_000);
    expect(ntfy.attempts).toBe(1);
    ntfy.behaviour = 'works';
    await open.pass(70_000, 1_000);
    await open.reaches('a', 'sent');
    await open.reaches('b', 'sent');
    expect(ntfy.attempts).toBe(3);
  });

  it('does not repeat what no repeat can help, and goes to the next channel', async () => {
    ntfy.behaviour = 'refuses';
    await open.send(deliveryOf('a', { next: ['gone', 'email'] }), deliveryOf('b'));
    await open.reaches('a.gone.email', 'sent');
    await open.reaches('a', 'failed');
    expect(await open.stored('a.gone')).toMatchObject({
      state: 'failed',
      attempts: [{ why: 'This channel is not set up.' }],
    });
    await open.reaches('b', 'dead');
    await open.pass(HOUR, 60_000);
    expect(ntfy.attempts).toBe(2);
  });

  it('is not delayed by a channel that hangs: others go on, and new messages fall through', async () => {
    ntfy.behaviour = 'hangs';
    const names = Array.from({ length: 10 }, (_, index) => `m${index}`);
    await open.send(
      ...names.map((id) => deliveryOf(id, { next: ['email'] })),
      deliveryOf('z', { channel: 'email' }),
    );
    await until(() => email.keys, ['key-z']);
    await open.pass(5_000, 1_000);
    // Two hang, and what waits for them has been passed on.
    await until(() => email.arrived.length, 9);
    expect((await open.stored('m5'))!.attempts).toMatchObject([{ result: 'failed', why: NOT_BEGUN }]);
    await open.pass(11_000, 1_000);
    await until(() => email.arrived.length, 11);
    expect(new Set(email.keys).size).toBe(11);
    expect([ntfy.mostAtOnce, email.mostAtOnce]).toEqual([2, 2]);
    const { attempts } = (await open.stored('m0'))!;
    expect(attempts[0]).toMatchObject({ result: 'unknown', why: 'No response within 16 s.' });
  });

  it('keeps nothing of an error that a channel throws but its name', async () => {
    ntfy.behaviour = 'throws';
    await open.send(deliveryOf('a'));
    await until(async () => (await open.stored('a'))?.attempts[0]?.why, 'The channel failed (Error).');
  });

  it('says that a message may have come twice where the channel does not drop repeats', async () => {
    for (const channel of [ntfy, email]) channel.behaviour = 'silent';
    await open.send(deliveryOf('a'), deliveryOf('b', { channel: 'email' }));
    await open.pass(16_000, 1_000);
    for (const channel of [ntfy, email]) channel.behaviour = 'works';
    await open.pass(10_000, 500);
    expect(await open.reaches('a', 'sent')).toMatchObject({ maybeTwice: false });
    expect(await open.reaches('b', 'sent')).toMatchObject({ maybeTwice: true });
    expect([ntfy.keys, email.keys]).toEqual([['key-a'], ['key-b', 'key-b']]);
  });

  it('holds a message in quiet hours, also a repeated one, and sends it at their end', async () => {
    const noon = new Date(open.clock.now().getTime()).getHours() * 60;
    const quietHours = { from: noon, to: noon + 120 };
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a', { quietHours: { from: noon + 10, to: noon + 120 }, next: ['email'] }));
    await open.send(deliveryOf('b', { quietHours, channel: 'email' }));
    await open.reaches('a.email', 'sent');
    await open.pass(10 * 60_000, 10_000);
    const attempts = ntfy.attempts;
    await open.pass(109 * 60_000, 60_000);
    expect([ntfy.attempts, email.keys]).toEqual([attempts, ['key-a']]);
    ntfy.behaviour = 'works';
    await open.pass(2 * 60_000, 10_000);
    expect([ntfy.keys, email.keys]).toEqual([['key-a'], ['key-a', 'key-b']]);
  });

  it('takes back what waits, and does not repeat what is being sent', async () => {
    ntfy.behaviour = 'fails';
    await open.send(deliveryOf('a'), deliveryOf('b'));
    await until(() => ntfy.attempts, 2);
    await open.settle();
    ntfy.behaviour = 'hangs';
    await open.send(deliveryOf('c'));
    await until(() => ntfy.underWay, 1);
    const withdrawn = open.outbox.withdraw(({ id }) => id !== 'b');
    expect(withdrawn).toMatchObject([{ id: 'a', state: 'cancelled' }]);
    await open.save({ deliveries: withdrawn });
    await open.pass(16_000, 1_000);
    await open.reaches('c', 'cancelled');
    await open.pass(HOUR, 10_000);
    expect((await open.stored('a'))!.attempts).toHaveLength(1);
  });

  it('keeps the order of the messages of one alert on a channel', async () => {
    ntfy.behaviour = 'hangs';
    await open.send(deliveryOf('a', { alertId: 'one' }));
    await open.send(deliveryOf('b', { alertId: 'one' }, { notice: 'resolved', severity: 'critical' }));
    await open.pass(10_000, 1_000);
    expect(ntfy.attempts).toBe(1);
    ntfy.behaviour = 'works';
    await open.pass(30_000, 1_000);
    await open.reaches('b', 'sent');
    expect(ntfy.keys).toEqual(['key-a', 'key-b']);
  });

  it('sends severe messages first', async () => {
    email.behaviour = 'hangs';
    const of = (id: string, severity: 'info' | 'warning' | 'critical') =>
      deliveryOf(id, { channel: 'email' }, { severity });
    await open.send(of('x', 'info'), of('y', 'info'));
    await until(() => email.underWay, 2);
    email.behaviour = 'works';
    await open.send(of('a', 'info'), of('b', 'warning'), of('c', 'critical'));
    await open.pass(17_000, 1_000);
    await open.reaches('a', 'sent');
    expect(email.keys.slice(0, 2)).toEqual(['key-c', 'key-b']);
  });

  it('sends a test once, and keeps it in the log', async () => {
    const message = makeMessage({ notice: 'test', alertId: null });
    expect(await open.outbox.sendTest('email', 'test-1', message)).toMatchObject({ state: 'sent' });
    email.behaviour = 'fails';
    expect(await open.outbox.sendTest('email', 'test-2', message)).toMatchObject({
      state: 'failed',
      attempts: [{ why: 'Status 500' }],
    });
    expect(await open.outbox.sendTest('gone', 'test-3', message)).toMatchObject({ state: 'failed' });
    await open.pass(HOUR, 60_000);
    expect(email.attempts).toBe(2);
    expect((await open.store.deliveries(9)).map(({ id }) => id)).toEqual(['test-3', 'test-2', 'test-1']);
  });
});
