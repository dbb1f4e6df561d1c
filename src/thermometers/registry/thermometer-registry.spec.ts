import { DataFolder } from '../../../test/harness/data-folder.js';
import { CaughtLog } from '../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../test/harness/driven-clock.js';
import {
  BEGIN,
  makeProbeFacts,
  makeProbeReading,
  makeThermometerFacts,
} from '../../../test/harness/thermometer-facts.js';
import { openThermometers, type OpenedThermometers } from '../../../test/harness/opened-thermometers.js';
import { until } from '../../../test/harness/until.js';
import { Logger } from '@nestjs/common';
import type { ThermometerRegistry } from './thermometer-registry.js';

const PROBE = 'thermoworks-a1-1';

describe('ThermometerRegistry', () => {
  let data: DataFolder;
  let clock: DrivenClock;
  let log: CaughtLog;
  let opened: OpenedThermometers;
  beforeEach(() => {
    log = CaughtLog.take();
    data = new DataFolder();
    clock = new DrivenClock();
    opened = openThermometers(clock, data);
    opened.registry.seen(makeThermometerFacts());
  });
  afterEach(async () => {
    await opened.close();
    data.remove();
    Logger.overrideLogger(false);
  });

  const newest = () => opened.known.probe(PROBE)?.newest;
  const take = (...readings: Parameters<ThermometerRegistry['take']>[0]) => opened.registry.take(readings);

  it('holds the newest reading, whatever the order in which readings come', async () => {
    const later = makeProbeReading(BEGIN + 20_000, 52.5);
    const earlier = makeProbeReading(BEGIN + 10_000, 52, { receivedAt: BEGIN + 21_000 });
    expect(await take(later, earlier)).toEqual(['newest', 'older']);
    expect(newest()).toMatchObject({ at: BEGIN + 20_000, celsius: 52.5 });
    expect(opened.series.appended.map(({ at }) => at)).toEqual([BEGIN + 20_000, BEGIN + 10_000]);
  });

  it('merges repeats of one instant, and lets the first stand where they differ', async () => {
    const intakes = await take(
      makeProbeReading(BEGIN, 52),
      makeProbeReading(BEGIN, 52),
      makeProbeReading(BEGIN, 75),
    );
    expect(intakes).toEqual(['newest', 'repeated', 'contradicted']);
    expect(newest()).toMatchObject({ celsius: 52 });
    expect(opened.known.probe(PROBE)?.contradictions).toBe(1);
    expect(opened.series.appended.map(({ celsius }) => celsius)).toEqual([52, 52]);
  });

  it('takes no reading of 1970, of 2100 or without an instant, and names each once', async () => {
    const odd = [0, Date.UTC(2100, 0, 1), NaN, Infinity].map((at) =>
      makeProbeReading(at, 50, { receivedAt: BEGIN }),
    );
    const good = makeProbeReading(BEGIN, 51);
    expect(await take(...odd, ...odd, good)).toEqual([
      ...['too-old', 'ahead', 'unreadable', 'unreadable'],
      ...['too-old', 'ahead', 'unreadable', 'unreadable'],
      'newest',
    ]);
    expect(opened.series.appended).toEqual([good]);
    expect(log.at('warn')).toHaveLength(3);
    expect(log.at('warn')[0]).toContain('1970-01-01');
  });

  it('turns impossible values into none, and never lets one stop the others', async () => {
    const values = [6553.5, NaN, Infinity, -200, 52];
    await take(...values.map((value, index) => makeProbeReading(BEGIN + index * 1000, value)));
    expect(opened.series.appended.map(({ celsius }) => celsius)).toEqual([null, null, null, null, 52]);
  });

  it('shows new readings again after the clock of this server was a day ahead for a while', async () => {
    const DAY = 86_400_000;
    clock.jump(DAY);
    const ahead = BEGIN + DAY;
    for (const second of [0, 10, 20])
      await take(makeProbeReading(ahead + second * 1000, 50, { receivedAt: ahead + second * 1000 }));
    clock.jump(-DAY);
    expect(await take(makeProbeReading(BEGIN + 30_000, 52, { receivedAt: BEGIN + 30_000 }))).toEqual([
      'newest',
    ]);
    expect(newest()).toMatchObject({ at: BEGIN + 30_000, celsius: 52 });
    const probe = opened.known.probe(PROBE)!;
    expect(probe.stateAt(clock.monotonic(), { gone: false, online: true, heardAgo: 0 })).toBe('ok');
  });

  it('shows no reading of an earlier process that lies ahead of the clock, since its age is not known', async () => {
    await take(makeProbeReading(BEGIN, 52));
    await opened.close();
    clock.jump(-3_600_000);
    opened = openThermometers(clock, data);
    await opened.keeper.restore();
    expect(opened.known.probe(PROBE)!.newest).toBeUndefined();
    const known = makeProbeReading(BEGIN - 3_600_000, 53, { receivedAt: BEGIN - 3_600_000 });
    expect(await take(known)).toEqual(['newest']);
  });

  it('counts the age of a reading from when it was measured, although it is taken later than it was received', async () => {
    clock.advance(30_000);
    await take(makeProbeReading(BEGIN, 52, { receivedAt: BEGIN + 1_000 }));
    expect(opened.known.probe(PROBE)!.ageAt(clock.monotonic())).toBe((clock.now().getTime() - BEGIN) / 1000);
  });

  it('marks a reading that came more than two minutes late', async () => {
    await take(
      makeProbeReading(BEGIN, 50, { receivedAt: BEGIN + 120_000 }),
      makeProbeReading(BEGIN + 1, 50, { receivedAt: BEGIN + 120_002 }),
    );
    expect(opened.series.appended.map(({ late }) => late)).toEqual([false, true]);
  });

  it('leaves out what it does not know, and a probe of another thermometer', async () => {
    const other = makeThermometerFacts({ thermometerId: 'mqtt-b2', vendor: 'mqtt' });
    opened.registry.seen(other);
    expect(await take(makeProbeReading(BEGIN, 50, { probeId: 'unknown' }))).toEqual(['unknown-probe']);
    expect(opened.known.probe(PROBE)?.thermometerId).toBe('thermoworks-a1');
    expect(opened.known.thermometer('mqtt-b2')?.probes.size).toBe(0);
  });

  it('reports a change once, and a repeat not at all', () => {
    opened.registry.seen(makeThermometerFacts());
    expect(opened.told).toEqual(['thermoworks-a1']);
    opened.registry.removed('thermoworks-a1');
    opened.registry.removed('thermoworks-a1');
    opened.registry.removed('unknown');
    expect(opened.told).toEqual(['thermoworks-a1', 'thermoworks-a1']);
  });

  it('rejects readings that could not be written, and takes them when they come again', async () => {
    opened.series.failure = new Error('full');
    await expect(take(makeProbeReading(BEGIN, 50))).rejects.toThrow('full');
    opened.series.failure = undefined;
    expect(await take(makeProbeReading(BEGIN, 50))).toEqual(['repeated']);
    expect(opened.series.appended).toHaveLength(1);
  });

  it('knows after a restart what it knew before, with the true age', async () => {
    await take(makeProbeReading(BEGIN, 52.4));
    opened.registry.seen(makeThermometerFacts({ probes: [] }));
    await opened.close();
    clock.advance(600_000);
    opened = openThermometers(clock, data);
    await opened.keeper.restore();
    const probe = opened.known.probe(PROBE)!;
    expect(probe).toMatchObject({ listed: false, facts: makeProbeFacts(), trust: { trusted: true } });
    expect(probe.newest).toMatchObject({ at: BEGIN, celsius: 52.4 });
    expect(probe.ageAt(clock.monotonic())).toBe(600);
    expect(opened.known.thermometer('thermoworks-a1')?.facts).toMatchObject({
      name: 'Smoker',
      lastSeen: BEGIN,
    });
  });

  it('writes soon what has changed, without being closed', async () => {
    clock.advance(1_000);
    const names = async () => (await opened.store.load()).probes.map(({ facts }) => facts.name);
    await until(names, ['Chicken breast']);
  });

  it('keeps the trust that was stored when a vendor reports before the table is read', async () => {
    const trust = { trusted: true, pusher: { id: 'garage', since: 7 }, claimant: null };
    opened.registry.seen(
      makeThermometerFacts({
        thermometerId: 'http',
        vendor: 'http',
        probes: [makeProbeFacts({ probeId: 'p' })],
      }),
      trust,
    );
    await opened.close();
    opened = openThermometers(clock, data);
    opened.registry.seen(
      makeThermometerFacts({
        thermometerId: 'http',
        vendor: 'http',
        probes: [makeProbeFacts({ probeId: 'p' })],
      }),
      { trusted: false, pusher: { id: 'other', since: 9 }, claimant: null },
    );
    await opened.keeper.restore();
    expect(opened.known.probe('p')?.trust).toEqual(trust);
  });
});
