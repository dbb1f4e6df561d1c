import { ThermoworksApp } from '../../harness/thermoworks-app.js';

describe('An account at ThermoWorks', () => {
  let app: ThermoworksApp;
  const start = async (options?: Parameters<typeof ThermoworksApp.start>[0]) =>
    (app = await ThermoworksApp.start(options));
  afterEach(async () => {
    app.expectNoSecrets();
    await app.close();
  });

  it('shows its thermometers and probes in °C, each number with its own instant and age', async () => {
    const measuredAt = Date.parse('2026-03-01T11:59:30Z');
    await start({ prepare: ({ device }) => device.measure(measuredAt, 149, 225) });
    await app.untilProbe({ temperature_celsius: 65 });
    expect(await app.thermometers()).toMatchObject([
      {
        thermometer_id: 'thermoworks-00-00-5e-00-53-01',
        vendor: 'thermoworks',
        name: 'Simulated smoker',
        model: 'signals',
        online: true,
        battery_percent: 87,
        signal_dbm: -58,
        last_seen: '2026-03-01T11:59:30.000Z',
        probes: [
          { name: 'Chicken', kind: 'core', temperature_celsius: 65, reading_at: '2026-03-01T11:59:30.000Z' },
          { name: 'Pit 1', kind: 'ambient', temperature_celsius: 107.22 },
        ],
      },
    ]);
    const age = (await app.probe())?.reading_age_seconds;
    expect(age).toBeGreaterThanOrEqual(30);
    expect(age).toBeLessThan(90);
  });

  it('follows new readings within half a minute, and requests no channel of a device that is not heard', async () => {
    await start({ devices: 2 });
    await app.passUntil(() => app.requests('53%3A02/channels') === 1);
    app.cloud.device.measure(app.now, 99.5);
    await app.untilProbe({ temperature_celsius: 37.5 });
    expect(app.requests('53%3A02/channels')).toBe(1);
  });

  it('is asked rarely while no device is heard', async () => {
    const longAgo = Date.parse('2026-02-01T00:00:00Z');
    await start({ prepare: ({ device }) => device.measure(longAgo, 60, 60) });
    await app.untilAccount('connected');
    const before = app.requests();
    await app.pass(290_000);
    expect(app.requests()).toBe(before);
    expect(await app.probe()).toMatchObject({ state: 'lost', stale: true });
    await app.pass(20_000);
    expect(app.requests()).toBeGreaterThan(before);
  });

  it('is followed from a sign-in beside the running server on, and no longer after a sign-out', async () => {
    await start({ isSignedIn: false });
    await app.pass(30_000);
    expect([app.requests(), await app.thermometers()]).toEqual([0, []]);
    app.signIn();
    await app.untilProbe({ temperature_celsius: 37, state: 'ok' });
    app.signOut();
    await app.untilProbe({ temperature_celsius: 37, state: 'lost' });
    const before = app.requests();
    await app.pass(30_000);
    expect(app.requests()).toBe(before);
  });

  it('is not lost when its id token expires', async () => {
    await start();
    await app.untilAccount('connected');
    const refreshed = app.requests('securetoken');
    app.cloud.signIn.expire();
    app.cloud.device.measure(app.now, 104);
    await app.untilProbe({ temperature_celsius: 40 });
    await app.untilAccount('connected');
    expect(app.requests('securetoken')).toBe(refreshed + 1);
  });

  it('reads channels one by one where the cloud refuses to list them', async () => {
    await start({ prepare: (cloud) => (cloud.refusesLists = true) });
    await app.untilProbe({ temperature_celsius: 37 });
    await app.untilProbe({ temperature_celsius: 107.22 }, '2');
  });
});
