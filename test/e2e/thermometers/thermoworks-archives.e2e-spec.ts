import { ProbeSeries } from '../../../src/thermometers/probe-series.js';
import { ThermoworksApp } from '../../harness/thermoworks-app.js';

const HOUR = Date.parse('2026-03-01T09:00:00Z');
const PROBE = 'thermoworks-00-00-5e-00-53-01-1';

describe('Archives of ThermoWorks', () => {
  let app: ThermoworksApp;
  afterEach(async () => {
    app.expectNoSecrets();
    await app.close();
  });

  const archived = () =>
    app.testApp.app.get(ProbeSeries, { strict: false }).raw(PROBE, HOUR, HOUR + 3_600_000);
  const start = async (prepare: Parameters<typeof ThermoworksApp.start>[0]) =>
    (app = await ThermoworksApp.start(prepare));

  it('are merged as late data: rows in any order and more than once count once, over pages and files', async () => {
    const row = (minute: number) => ['1', HOUR + minute * 60_000, 140 + minute, 'F'] as const;
    await start({
      prepare: ({ device }) =>
        device.archives.push(
          { id: 'first', rows: [row(2), row(0), row(2), row(1)] },
          { id: 'second', rows: [row(4), row(3), row(1)] },
          { id: 'third', rows: [row(5)] },
        ),
    });
    await app.passUntil(async () => (await archived()).length === 6, 300_000);
    const readings = await archived();
    expect(readings.map(({ at, late }) => [(at - HOUR) / 60_000, late])).toEqual(
      [0, 1, 2, 3, 4, 5].map((minute) => [minute, true]),
    );
    expect(readings[0]).toMatchObject({ celsius: 60 });
    // What is archived never becomes the newest reading.
    await app.untilProbe({ temperature_celsius: 37 });
  });

  it('are merged when the cloud says that there is a new one, and an archive without a file stops no other', async () => {
    await start({});
    await app.untilProbe({ temperature_celsius: 37 });
    app.cloud.device.archives.push(
      { id: 'gone', rows: [['1', HOUR, 140, 'F']], hasFile: false },
      {
        id: 'good',
        rows: [
          ['1', HOUR + 60_000, 149, 'F'],
          ['1', HOUR + 120_000, 6553.5, 'C'],
        ],
      },
    );
    await app.passUntil(async () => (await archived()).length > 0, 300_000);
    expect(await archived()).toMatchObject([{ at: HOUR + 60_000, celsius: 65, late: true }]);
    await app.untilAccount('connected');
  });

  it('are not read again from poll to poll', async () => {
    await start({
      prepare: ({ device }) => device.archives.push({ id: 'one', rows: [['1', HOUR, 140, 'F']] }),
    });
    await app.passUntil(async () => (await archived()).length === 1, 300_000);
    const before = app.requests('archive');
    app.cloud.device.measure(app.now, 104);
    await app.untilProbe({ temperature_celsius: 40 });
    expect(app.requests('archive')).toBe(before);
  });
});
