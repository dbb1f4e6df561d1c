import type { Clock } from '../../../src/shared/clock.js';
import { FireboardCloud } from '../../../src/simulator/fireboard/fireboard-cloud.js';
import {
  htmlPage,
  tooManyRequests,
  unauthorized,
  unavailable,
} from '../../../src/simulator/rest-cloud/rest-faults.js';
import { MeasuringDevice } from '../../harness/measuring-device.js';
import { ThermometerApp } from '../../harness/thermometer-app.js';

const PASSWORD = 'hickory-and-oak';
const LABELS = ['Brisket', 'Pit', 'Spare'];

describe('An account at FireBoard', () => {
  let server: ThermometerApp<FireboardCloud>;
  let device: MeasuringDevice;

  beforeEach(async () => {
    const account = { username: 'someone@example.org', password: PASSWORD, devices: [{ labels: LABELS }] };
    const makeCloud = (clock: Clock) => new FireboardCloud({ clock, ...account });
    server = await ThermometerApp.start({ vendor: 'fireboard', setting: 'fireboardUrl', makeCloud });
  });
  afterEach(() => server.close());

  const connected = async () => {
    device = new MeasuringDevice(server.clock, server.cloud.device, [56.3, 112]);
    server.signIn();
    await server.passUntil(() => server.stateOf('Brisket'), 'ok');
  };
  const requests = () => server.cloud.rest.received.length;

  it('shows each probe with its kind and the age of its reading', async () => {
    await connected();
    const [fireboard] = await server.thermometers();
    expect(fireboard).toMatchObject({
      thermometer_id: 'fireboard-sim0000001',
      vendor: 'fireboard',
      name: 'Smoker',
      model: 'FireBoard 2',
      online: true,
      battery_percent: 87,
      probes: [
        {
          probe_id: 'fireboard-sim0000001-1',
          name: 'Brisket',
          kind: 'core',
          temperature_celsius: 56.3,
          trusted: true,
        },
        { name: 'Pit', kind: 'ambient', temperature_celsius: 112, state: 'ok' },
        { name: 'Spare', kind: 'core', temperature_celsius: null, reading_at: null, state: 'no_reading' },
      ],
    });
    const before = fireboard!.probes[0]!.reading_age_seconds!;
    device.stop();
    await server.pass(10);
    expect((await server.probe('Brisket'))!.reading_age_seconds! - before).toBeGreaterThanOrEqual(5);
  });

  it('stays within the requests that FireBoard allows', async () => {
    await connected();
    await server.pass(1_800, 5);
    expect(requests()).toBeGreaterThan(40);
    expect(requests()).toBeLessThan(80);
  });

  it.each([
    ['401', () => server.cloud.rest.everyRequest(unauthorized)],
    ['a token that has expired', () => server.cloud.expireToken()],
    ['an account that was removed', () => server.cloud.removeAccount()],
  ])('needs a new sign-in after %s, and lets the readings grow old', async (_, fail) => {
    await connected();
    fail();
    await server.passUntil(() => server.accountState(), 'needs_sign_in');
    await server.pass(700, 10);
    expect(await server.probe('Brisket')).toMatchObject({
      state: 'lost',
      stale: true,
      temperature_celsius: 56.3,
    });
    expect((await server.probe('Brisket'))!.reading_age_seconds).toBeGreaterThan(600);
    expect(server.testApp.logs.join('\n')).not.toContain(server.cloud.token);
  });

  it('goes on within seconds after a new sign-in', async () => {
    await connected();
    server.cloud.expireToken();
    await server.passUntil(() => server.accountState(), 'needs_sign_in');
    server.signIn();
    await server.passUntil(() => server.accountState(), 'connected', 10);
  });

  it('waits half an hour after 429, and goes on', async () => {
    await connected();
    server.cloud.rest.nextRequest(tooManyRequests());
    await server.passUntil(() => server.accountState(), 'rate_limited');
    const before = requests();
    await server.pass(1_790, 10);
    expect(requests()).toBe(before);
    await server.passUntil(() => server.accountState(), 'connected', 300);
  });

  it.each([
    ['503', unavailable],
    ['a page instead of JSON', htmlPage()],
    ['a page with 403, which says nothing of the token', htmlPage(403)],
  ])('tries again after %s, and keeps the readings with their age', async (_, fault) => {
    await connected();
    server.cloud.rest.everyRequest(fault);
    await server.passUntil(() => server.accountState(), 'unreachable');
    expect(await server.celsiusOf('Brisket')).toBe(56.3);
    server.cloud.rest.everyRequest(undefined);
    await server.passUntil(() => server.accountState(), 'connected');
  });

  it('goes on with the other channels when one is missing', async () => {
    await connected();
    server.cloud.device.faults.set(1, 'channel_missing');
    await server.passUntil(() => server.stateOf('Brisket'), 'lost');
    expect(await server.stateOf('Pit')).toBe('ok');
    server.cloud.device.faults.clear();
    await server.passUntil(() => server.stateOf('Brisket'), 'ok');
  });

  it.each(['value_null', 'value_absent', 'value_text', 'unit_unknown'] as const)(
    'has no reading of a channel with %s, and those of the others',
    async (fault) => {
      await connected();
      server.cloud.device.faults.set(1, fault);
      await server.passUntil(() => server.stateOf('Brisket'), 'no_reading');
      expect(await server.probe('Brisket')).toMatchObject({ temperature_celsius: null });
      expect(await server.probe('Pit')).toMatchObject({ temperature_celsius: 112, state: 'ok' });
    },
  );

  it.each([6553.5, -999])('takes %d for a dead sensor, and shows no number', async (number) => {
    await connected();
    server.cloud.device.faults.set(1, { sentinel: number });
    await server.passUntil(() => server.stateOf('Brisket'), 'dead');
    expect(await server.celsiusOf('Brisket')).toBeNull();
    server.cloud.device.faults.clear();
    await server.passUntil(() => server.stateOf('Brisket'), 'ok');
  });

  it('never makes a reading younger than it is when the clock of the cloud is ahead', async () => {
    server.cloud.rest.clockAhead = 3_600_000;
    server.cloud.device.take([{ place: 1, celsius: 56.3, at: server.now + 3_600_000 - 30_000 }]);
    server.signIn();
    await server.passUntil(() => server.celsiusOf('Brisket'), 56.3);
    const age = (await server.probe('Brisket'))!.reading_age_seconds!;
    expect(age).toBeGreaterThanOrEqual(30);
    expect(age).toBeLessThan(60);
    await server.passUntil(() => server.testApp.logs.join('\n').includes('60 minutes behind'), true, 10);
  });

  it('does not take a reading from the future of a device whose clock is wrong', async () => {
    server.cloud.device.take([{ place: 1, celsius: 99, at: server.now + 86_400_000 }]);
    server.cloud.device.take([{ place: 2, celsius: 112, at: server.now }]);
    server.signIn();
    await server.passUntil(() => server.celsiusOf('Pit'), 112);
    expect(await server.probe('Brisket')).toMatchObject({ temperature_celsius: null, reading_at: null });
  });

  it.each(['1970-01-01T00:00:10Z', '2100-01-01T00:00:00Z'])(
    'takes no reading of %s, and those of the other channels',
    async (wrong) => {
      await connected();
      device.values = [90, 113];
      server.cloud.device.faults.set(1, { stamp: wrong });
      await server.passUntil(() => server.celsiusOf('Pit'), 113);
      await server.pass(700, 10);
      expect(await server.probe('Brisket')).toMatchObject({ temperature_celsius: 56.3, state: 'lost' });
      expect((await server.probe('Brisket'))!.reading_age_seconds).toBeGreaterThan(600);
      expect(await server.accountState()).toBe('connected');
    },
  );

  it('shows a probe that does not change as it is: FireBoard sends at a steady rate', async () => {
    await connected();
    await server.pass(1_200, 5);
    expect(await server.probe('Brisket')).toMatchObject({
      state: 'ok',
      stale: false,
      temperature_celsius: 56.3,
    });
  });

  it('has no reading of a probe that is pulled out, while the device measures on', async () => {
    await connected();
    device.values = [null, 112];
    await server.passUntil(() => server.stateOf('Brisket'), 'no_reading', 200);
    expect(await server.celsiusOf('Brisket')).toBeNull();
    device.values = [58, 112];
    await server.passUntil(() => server.celsiusOf('Brisket'), 58);
  });

  it('takes the probes for lost while the device is off, and finds them again', async () => {
    await connected();
    device.stop();
    await server.passUntil(() => server.stateOf('Brisket'), 'lost', 400);
    expect(await server.thermometers()).toMatchObject([{ online: false }]);
    expect((await server.probe('Brisket'))!.reading_age_seconds).toBeGreaterThan(50);
    device.resume();
    await server.passUntil(() => server.stateOf('Brisket'), 'ok', 400);
  });

  it('takes a device that is gone from the account for lost', async () => {
    await connected();
    server.cloud.devices = [];
    await server.passUntil(() => server.stateOf('Brisket'), 'lost');
    expect(await server.thermometers()).toMatchObject([{ online: false }]);
  });

  it('keeps what the cloud tells of the network to itself', async () => {
    await connected();
    await server.pass(100);
    const all = server.testApp.logs.join('\n') + JSON.stringify(await server.thermometers());
    for (const secret of ['simulated-network', '192.0.2.1', '02:00:00', server.cloud.token, PASSWORD])
      expect(all).not.toContain(secret);
  });
});
