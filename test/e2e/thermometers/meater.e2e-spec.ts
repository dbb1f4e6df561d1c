import type { Clock } from '../../../src/shared/clock.js';
import { MeaterCloud } from '../../../src/simulator/meater-cloud/meater-cloud.js';
import { TIP } from '../../../src/simulator/meater-cloud/simulated-meater.js';
import { chickenCook } from '../../../src/simulator/probe-replay/chicken-cook.js';
import { ProbeReplay } from '../../../src/simulator/probe-replay/probe-replay.js';
import { duplicated, reordered } from '../../../src/simulator/probe-replay/replay-faults.js';
import { SeededChance } from '../../../src/simulator/probe-replay/seeded-chance.js';
import {
  htmlPage,
  tooManyRequests,
  unauthorized,
  unavailable,
} from '../../../src/simulator/rest-cloud/rest-faults.js';
import { MeasuringDevice } from '../../harness/measuring-device.js';
import { ThermometerApp } from '../../harness/thermometer-app.js';

describe('An account at MEATER', () => {
  let server: ThermometerApp<MeaterCloud>;
  let device: MeasuringDevice;

  beforeEach(async () => {
    const account = { email: 'someone@example.org', password: 'rare-or-medium' };
    const makeCloud = (clock: Clock) => new MeaterCloud({ clock, ...account });
    server = await ThermometerApp.start({ vendor: 'meater', setting: 'meaterUrl', makeCloud });
  });
  afterEach(() => server.close());

  const connected = async () => {
    device = new MeasuringDevice(server.clock, server.cloud.probe, [48.9, 121]);
    server.signIn();
    await server.passUntil(() => server.stateOf('Tip'), 'ok');
  };
  const requests = () => server.cloud.rest.received.length;

  it('shows tip and air of a probe with the age of their reading', async () => {
    await connected();
    expect(await server.thermometers()).toMatchObject([
      {
        vendor: 'meater',
        online: true,
        probes: [
          { name: 'Tip', kind: 'core', temperature_celsius: 48.9, state: 'ok', trusted: true },
          { name: 'Ambient', kind: 'ambient', temperature_celsius: 121, state: 'ok' },
        ],
      },
    ]);
    expect((await server.probe('Tip'))!.reading_age_seconds).toBeLessThan(40);
  });

  it('asks at most twice a minute, as MEATER recommends', async () => {
    await connected();
    const before = requests();
    await server.pass(600, 5);
    expect(requests() - before).toBeGreaterThan(14);
    expect(requests() - before).toBeLessThanOrEqual(20);
  });

  it.each([
    ['401', () => server.cloud.rest.everyRequest(unauthorized)],
    ['a token that was reset', () => server.cloud.expireToken()],
    ['an account that was removed', () => server.cloud.removeAccount()],
  ])('needs a new sign-in after %s, and lets the readings grow old', async (_, fail) => {
    await connected();
    fail();
    await server.passUntil(() => server.accountState(), 'needs_sign_in');
    await server.pass(700, 10);
    expect(await server.probe('Tip')).toMatchObject({ state: 'lost', stale: true });
    expect(server.testApp.logs.join('\n')).not.toContain(server.cloud.token);
  });

  it('goes on within seconds after a new sign-in', async () => {
    await connected();
    server.cloud.expireToken();
    await server.passUntil(() => server.accountState(), 'needs_sign_in');
    server.signIn();
    await server.passUntil(() => server.accountState(), 'connected', 10);
  });

  it('waits after 429 for as long as the cloud says', async () => {
    await connected();
    server.cloud.rest.nextRequest(tooManyRequests(300));
    await server.passUntil(() => server.accountState(), 'rate_limited');
    const before = requests();
    await server.pass(295, 5);
    expect(requests()).toBe(before);
    await server.passUntil(() => server.accountState(), 'connected');
  });

  it.each([
    ['503', unavailable],
    ['a page instead of JSON', htmlPage()],
  ])('tries again after %s', async (_, fault) => {
    await connected();
    server.cloud.rest.everyRequest(fault);
    await server.passUntil(() => server.accountState(), 'unreachable');
    server.cloud.rest.everyRequest(undefined);
    await server.passUntil(() => server.accountState(), 'connected');
  });

  it.each(['value_null', 'value_absent', 'value_text'] as const)(
    'has no reading of a tip with %s, and that of the air',
    async (fault) => {
      await connected();
      server.cloud.probe.faults.set(TIP, fault);
      await server.passUntil(() => server.stateOf('Tip'), 'no_reading');
      expect(await server.probe('Tip')).toMatchObject({ temperature_celsius: null });
      expect(await server.probe('Ambient')).toMatchObject({ temperature_celsius: 121, state: 'ok' });
    },
  );

  it('takes a sentinel for a dead sensor, and shows no number', async () => {
    await connected();
    server.cloud.probe.faults.set(TIP, { sentinel: 6553.5 });
    await server.passUntil(() => server.stateOf('Tip'), 'dead');
    expect(await server.celsiusOf('Tip')).toBeNull();
  });

  it('never makes a reading younger than it is when the clock of the cloud is ahead', async () => {
    server.cloud.rest.clockAhead = 3_600_000;
    server.cloud.probe.take([{ place: TIP, celsius: 48.9, at: server.now + 3_600_000 - 30_000 }]);
    server.signIn();
    await server.passUntil(() => server.celsiusOf('Tip'), 48.9);
    const age = (await server.probe('Tip'))!.reading_age_seconds!;
    expect(age).toBeGreaterThanOrEqual(30);
    expect(age).toBeLessThan(60);
  });

  it.each([0, Date.parse('2100-01-01T00:00:00Z')])('takes no reading of the instant %d', async (at) => {
    server.cloud.probe.take([{ place: TIP, celsius: 48.9, at }]);
    server.signIn();
    await server.passUntil(async () => (await server.thermometers()).length, 1);
    await server.pass(60, 5);
    expect(await server.probe('Tip')).toMatchObject({ temperature_celsius: null, reading_at: null });
    expect(await server.accountState()).toBe('connected');
  });

  it('follows a cook whose readings are repeated and out of order, and shows the newest', async () => {
    const faults = [duplicated(2, 7), reordered(20, new SeededChance(3))];
    const [clock, series, target] = [server.clock, chickenCook(), server.cloud.probe];
    const replay = new ProbeReplay({ clock, series, target, from: 3_600, faults });
    replay.start();
    server.signIn();
    await server.passUntil(() => server.stateOf('Tip'), 'ok');
    let newest = '';
    for (let poll = 0; poll < 20; poll++) {
      await server.pass(30, 5);
      const { reading_at: at } = (await server.probe('Tip'))!;
      expect(at! >= newest).toBe(true);
      newest = at!;
    }
    expect(await server.celsiusOf('Tip')).toBeGreaterThan(72);
    replay.stop();
  });

  it('takes a probe for lost while it is out of reach, and finds it again', async () => {
    await connected();
    server.cloud.probe.isInReach = false;
    await server.passUntil(() => server.stateOf('Tip'), 'lost');
    const [meater] = await server.thermometers();
    expect(meater).toMatchObject({ online: false, probes: [{ temperature_celsius: 48.9 }, {}] });
    server.cloud.probe.isInReach = true;
    await server.passUntil(() => server.stateOf('Tip'), 'ok', 300);
  });

  it('lets a reading grow old while the phone is away and the cloud still lists the probe', async () => {
    await connected();
    device.stop();
    await server.pass(400, 5);
    const probe = (await server.probe('Tip'))!;
    expect(probe).toMatchObject({ state: 'lost', stale: true });
    expect(probe.reading_age_seconds).toBeGreaterThan(390);
  });
});
