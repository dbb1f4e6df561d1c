import { ThermoworksApp } from '../../harness/thermoworks-app.js';

/** A reading that must show at 37 °C. */
const GOOD = 98.6;
const MINUTE = 60_000;

describe('Readings of ThermoWorks', () => {
  let app: ThermoworksApp;
  const start = async (options?: Parameters<typeof ThermoworksApp.start>[0]) =>
    (app = await ThermoworksApp.start(options));
  afterEach(async () => {
    app.expectNoSecrets();
    await app.close();
  });

  it.each([
    ['null', { nullValue: null }],
    ['absent', undefined],
    ['text', { stringValue: '98.6' }],
    ['a sentinel', { doubleValue: 6553.5 }],
  ])(
    'are missing, and never a number, where the value is %s; the probe beside it goes on',
    async (_, value) => {
      await start();
      await app.untilProbe({ temperature_celsius: 37 });
      app.cloud.device.measure(app.now, value, 212);
      await app.untilProbe({ state: 'no_reading', temperature_celsius: null });
      await app.untilProbe({ state: 'ok', temperature_celsius: 100 }, '2');
    },
  );

  it('are taken in the unit beside the number', async () => {
    await start();
    await app.untilProbe({ temperature_celsius: 37 });
    app.cloud.device.channel.units = 'C';
    app.cloud.device.measure(app.now, 61.5);
    await app.untilProbe({ temperature_celsius: 61.5 });
    app.cloud.device.channel.units = 'K';
    app.cloud.device.measure(app.now, 330);
    await app.untilProbe({ state: 'no_reading', temperature_celsius: null });
  });

  it('come as whole numbers, which the cloud sends as text', async () => {
    await start({ prepare: ({ device }) => device.measure(device.lastSeen, { integerValue: '149' }) });
    await app.untilProbe({ temperature_celsius: 65 });
  });

  it('of a dead sensor are none: zero far below the lowest value so far', async () => {
    await start({
      prepare: ({ device }) => {
        device.channel.minimum = 70;
        device.measure(device.lastSeen, 0);
      },
    });
    await app.untilProbe({ state: 'dead', temperature_celsius: null });
    await app.untilProbe({ state: 'ok' }, '2');
  });

  it('of a device that sends every two hours are no older than they should be until it misses one', async () => {
    await start({ prepare: ({ device }) => (device.interval = 7_200) });
    await app.untilProbe({ state: 'ok' });
    await app.pass(119 * MINUTE, 10_000);
    expect(await app.probe()).toMatchObject({ state: 'ok', stale: false });
    await app.pass(62 * MINUTE, 10_000);
    expect(await app.probe()).toMatchObject({ state: 'ok', stale: true });
    await app.pass(181 * MINUTE, 10_000);
    expect(await app.probe()).toMatchObject({ state: 'lost' });
  }, 120_000);

  it('end with the channel that is missing, and the other goes on', async () => {
    await start();
    await app.untilProbe({ state: 'ok' }, '2');
    app.cloud.device.channels.pop();
    app.cloud.device.measure(app.now, GOOD);
    await app.untilProbe({ state: 'lost' }, '2');
    await app.untilProbe({ state: 'ok', temperature_celsius: 37 });
  });

  it('of good devices are not stopped by a broken document beside them', async () => {
    await start({ devices: 3, prepare: ({ devices }) => (devices[1]!.isBroken = true) });
    await app.passUntil(async () => (await app.thermometers()).length === 2);
    await app.untilProbe({ temperature_celsius: 37 });
    await app.untilAccount('connected');
    expect(app.testApp.logs.filter((line) => line.includes('without a serial number'))).toHaveLength(1);
  });

  it('of good devices are not stopped by one whose channels are refused', async () => {
    await start({ devices: 2, prepare: ({ devices }) => (devices[0]!.refusesChannels = true) });
    await app.passUntil(async () => (await app.thermometers()).some(({ probes }) => probes.length === 2));
    await app.untilAccount('connected');
  });

  it('of a probe that sends on change are silent while its gateway is heard, and lost without it', async () => {
    await start({ prepare: ({ device }) => (device.deltaTrigger = 1) });
    await app.untilProbe({ state: 'ok' });
    for (let minute = 0; minute < 8; minute++) {
      app.cloud.device.lastSeen = app.now;
      await app.pass(60_000);
    }
    await app.untilProbe({ state: 'silent', temperature_celsius: 37 });
    await app.untilProbe({ state: 'lost' }, '1', 1_200_000);
  }, 60_000);

  it('look no younger than they are where the clock of this machine is behind, which is said', async () => {
    await start({
      prepare: (cloud) => {
        cloud.rest.clockAhead = 600_000;
        cloud.device.measure(cloud.rest.now - 45_000, GOOD);
      },
    });
    await app.untilProbe({ temperature_celsius: 37 });
    expect((await app.probe())?.reading_age_seconds).toBeGreaterThanOrEqual(45);
    await app.untilAccount('connected');
    expect(app.account?.problem).toMatch(/10 minutes behind/);
  });

  it('look no younger than they are where the clock of this machine is ahead, which is said', async () => {
    await start({
      prepare: (cloud) => {
        cloud.rest.clockAhead = -600_000;
        cloud.device.measure(cloud.rest.now, GOOD);
      },
    });
    await app.untilProbe({ temperature_celsius: 37 });
    expect((await app.probe())?.reading_age_seconds).toBeGreaterThanOrEqual(600);
    await app.untilAccount('connected');
    expect(app.account?.problem).toMatch(/10 minutes ahead/);
  });

  it.each([
    ['1970', 0],
    ['2100', Date.parse('2100-01-01T00:00:00Z')],
  ])('of %s are not taken', async (_, at) => {
    await start();
    await app.untilProbe({ temperature_celsius: 37 });
    app.cloud.device.measure(at, 212);
    app.cloud.device.lastSeen = app.now;
    await app.pass(60_000);
    expect((await app.probe())?.temperature_celsius).not.toBe(100);
    await app.untilAccount('connected');
  });
});
