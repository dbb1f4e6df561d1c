import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { MeasuredFood } from '../../../test/harness/measured-food.js';
import { BEGIN, makeProbeFacts, makeThermometerFacts } from '../../../test/harness/thermometer-facts.js';
import { celsius } from '../../shared/units.js';
import type { Forecast } from '../../thermometers/analytics/cook-forecast.js';
import { CookAnalyst } from '../../thermometers/analytics/cook-analyst.js';
import { aged } from '../../thermometers/registry/aged.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import type { ProbeSession } from '../../thermometers/sessions/probe-session.js';
import type { ShownSession } from '../../thermometers/sessions/probe-sessions.js';
import type { ProbeFacts, ThermometerFacts } from '../../thermometers/thermometer.js';
import { FLAG_FACTS, NUMBER_FACTS, type FactName } from './observation.js';
import { observeProbe } from './probe-facts.js';
import { observeThermometer } from './thermometer-facts.js';
import type { ProbeSources } from './watched-probe.js';

const ALL = new Set<FactName>([...FLAG_FACTS, ...(Object.keys(NUMBER_FACTS) as FactName[])]);
const PROBE = 'thermoworks-a1-1';

/** A thermometer with one probe, at a clock that a test moves. */
class Smoker {
  readonly clock = new DrivenClock();
  readonly known = new KnownThermometers(this.clock);

  constructor(probe: Partial<ProbeFacts> = {}, thermometer: Partial<ThermometerFacts> = {}) {
    this.report(probe, thermometer);
  }

  report(probe: Partial<ProbeFacts> = {}, thermometer: Partial<ThermometerFacts> = {}): this {
    const lastSeen = this.now;
    this.known.report(makeThermometerFacts({ probes: [makeProbeFacts(probe)], lastSeen, ...thermometer }));
    return this;
  }

  get now(): number {
    return this.clock.now().getTime();
  }

  read(value: number | null): this {
    const reading = aged(this.now, this.now, this.clock.monotonic());
    const held = value === null ? null : celsius(value);
    this.known.probe(PROBE)!.add({ ...reading, celsius: held, impossible: false, late: false });
    return this;
  }

  pass(seconds: number): this {
    this.clock.advance(seconds * 1000);
    return this;
  }

  look(known: Partial<ProbeSources> = {}) {
    const probe = this.known.probe(PROBE)!;
    const thermometer = this.known.thermometer(probe.thermometerId)!;
    const now = this.clock.monotonic();
    const sources = { probe, thermometer, now, at: this.now, session: undefined };
    return observeProbe({ ...sources, sessionsKnown: true, justStarted: false, ...known }, ALL);
  }

  lookAtThermometer() {
    const thermometer = this.known.thermometer('thermoworks-a1')!;
    return observeThermometer({ thermometer, now: this.clock.monotonic() }, this.now, ALL);
  }
}

const SESSION: ProbeSession = {
  id: 'session-one',
  probeId: PROBE,
  otherProbeIds: [],
  tolerance: 0.5,
  food: 'chicken',
  foodClass: 'poultry',
  thickness: null,
  target: 74,
  vulnerable: false,
  cook: null,
  begunBy: 'owner',
  begunAt: BEGIN,
  startedAt: BEGIN,
  endedAt: null,
  endedBy: null,
  faults: [],
  corrections: [],
  outcome: null,
};

const forecast = (known: Partial<Forecast> = {}): Forecast => ({
  ...new CookAnalyst(celsius(74)).forecast(BEGIN),
  ...known,
});

const shown = (
  food: MeasuredFood,
  known: Partial<ShownSession> = {},
  session: Partial<ProbeSession> = {},
): ShownSession => ({
  session: { ...SESSION, ...session },
  report: food.report(),
  forecast: forecast(),
  probes: [],
  probeState: 'ok',
  trusted: true,
  ...known,
});

const warm = () => new MeasuredFood('chicken').rise(5, 40, 20);

describe('The facts of a probe', () => {
  it('are what it reads and how old that is', () => {
    expect(new Smoker().read(64.8).pass(5).look()).toEqual({
      thing: { kind: 'probe', id: PROBE, name: 'Chicken breast', cookerId: null },
      at: BEGIN + 5_000,
      facts: { probe_celsius: 64.8, probe_celsius_per_hour: null, data_age_seconds: 5, probe_dead: false },
      words: {
        probe_celsius: 'The probe Chicken breast reads 64.8 °C.',
        data_age_seconds: 'The probe Chicken breast has sent no reading for 5 seconds.',
      },
    });
  });

  it('include how fast it changes', () => {
    const smoker = new Smoker();
    for (let minute = 0; minute < 10; minute++)
      smoker
        .read(20 + minute)
        .pass(60)
        .report();
    const { facts, words } = smoker.read(30).look();
    expect(facts.probe_celsius_per_hour).toBeCloseTo(60, 5);
    expect(words?.probe_celsius_per_hour).toBe(
      'The temperature of the probe Chicken breast rises by 60 °C an hour.',
    );
  });

  it('leave out a number that is old', () => {
    const { facts } = new Smoker().read(64.8).pass(100).look();
    expect(facts).toMatchObject({ probe_celsius: null, probe_celsius_per_hour: null, data_age_seconds: 100 });
  });

  it('keep the number of one that is silent while nothing changes, with its age', () => {
    const smoker = new Smoker({ sendsOnChange: true }).read(4).pass(1_000).report({ sendsOnChange: true });
    const { facts, words } = smoker.look();
    expect(facts.probe_celsius).toBe(4);
    expect(words?.probe_celsius).toBe('The probe Chicken breast reads 4 °C, as measured 16 minutes ago.');
  });

  it('have no temperature of a sensor of humidity', () => {
    const { facts } = new Smoker({ kind: 'humidity' }).read(55).look();
    expect(facts).toEqual({ data_age_seconds: 0, probe_dead: false });
  });

  it('say that it does not work, and do not know while it is not heard', () => {
    const dead = new Smoker({ faulty: true }).read(300).look();
    expect(dead.facts).toMatchObject({ probe_dead: true, probe_celsius: null });
    expect(dead.words?.probe_dead).toBe(
      'The probe Chicken breast does not work, so its readings do not count: use another one.',
    );
    expect(new Smoker().read(60).pass(4_000).look().facts.probe_dead).toBeNull();
  });
});

describe('A probe that is not heard any more', () => {
  const session = () => shown(warm());

  it('is lost where it is in a food', () => {
    const { facts, words } = new Smoker().read(60).pass(400).look({ session: session() });
    expect(facts.probe_lost).toBe(true);
    expect(words?.probe_lost).toBe(
      'The probe Chicken breast in chicken has given no reading for 6 minutes. Check that it is plugged in, switched on and in range.',
    );
  });

  it('is lost when it was pulled out of its thermometer', () => {
    const smoker = new Smoker().read(60).pass(10).read(null);
    expect(smoker.look({ session: session() }).facts.probe_lost).toBe(true);
  });

  it('does not matter where it is in no food', () => {
    expect(new Smoker().read(60).pass(400).look().facts).not.toHaveProperty('probe_lost');
  });

  it('is not known to be lost just after a start, nor while the sessions cannot be read', () => {
    const smoker = new Smoker().read(60).pass(400);
    expect(smoker.look({ session: session(), justStarted: true }).facts.probe_lost).toBeNull();
    const unread = smoker.look({ sessionsKnown: false }).facts;
    expect(unread).toMatchObject({
      probe_lost: null,
      must_discard: null,
      pasteurized: null,
      target_reached: null,
    });
  });

  it('is not lost while it is heard', () => {
    expect(new Smoker().read(60).look({ session: session() }).facts.probe_lost).toBe(false);
  });
});

describe('The facts of a food with a probe in it', () => {
  const look = (session: ShownSession) => new Smoker().read(40).look({ session, at: BEGIN + 20 * 60_000 });

  it('are its core and the time to its target', () => {
    const likely = BEGIN + 50 * 60_000;
    const { facts, words } = look(shown(warm(), { forecast: forecast({ state: 'forecast', likely }) }));
    expect(facts).toMatchObject({
      core_celsius: 40,
      minutes_to_target: 30,
      target_reached: false,
      pasteurized: false,
      must_discard: false,
    });
    expect(words).toMatchObject({
      core_celsius: 'The core of chicken is 40 °C.',
      minutes_to_target: 'The core of chicken reaches 74 °C in about 30 minutes.',
    });
  });

  it('say that the target is reached', () => {
    const { facts, words } = look(shown(warm(), { forecast: forecast({ state: 'reached' }) }));
    expect(facts).toMatchObject({ target_reached: true, minutes_to_target: 0 });
    expect(words?.target_reached).toBe('The core of chicken has reached 74 °C.');
  });

  it('have no target where none was given', () => {
    const { facts } = look(shown(warm(), {}, { target: null }));
    expect(facts).not.toHaveProperty('target_reached');
    expect(facts).not.toHaveProperty('minutes_to_target');
  });

  it('say that it is pasteurised', () => {
    const done = new MeasuredFood('chicken').rise(5, 75, 60).hold(75, 30);
    const { facts, words } = look(shown(done));
    expect(facts).toMatchObject({ pasteurized: true, must_discard: false });
    expect(words?.pasteurized).toBe('Chicken is pasteurised, by its measured core.');
  });

  it('say that it must be thrown away', () => {
    const { facts, words } = look(shown(new MeasuredFood('chicken').hold(30, 600)));
    expect(facts).toMatchObject({ must_discard: true, pasteurized: false });
    expect(words?.must_discard).toMatch(/^Chicken: Throw the food away: its core was, or may have been/);
  });

  it('are not known without a usable reading', () => {
    const unread = shown(new MeasuredFood('chicken'));
    expect(look(unread).facts).toMatchObject({
      core_celsius: null,
      target_reached: null,
      pasteurized: null,
      must_discard: null,
      minutes_to_target: null,
    });
    expect(look(shown(warm(), { probeState: 'lost' })).facts.core_celsius).toBeNull();
  });

  it('are left to its cooker where it is in a cook, to which the probe then belongs', () => {
    const cook = { id: 'cook', cookerId: 'cooker-one', food: 'chicken' };
    const { facts, thing } = look(shown(warm(), {}, { cook }));
    expect(thing.cookerId).toBe('cooker-one');
    expect(facts).toMatchObject({ core_celsius: 40, target_reached: false });
    expect(facts).not.toHaveProperty('must_discard');
    expect(facts).not.toHaveProperty('pasteurized');
  });

  it('are said of the first of several probes', () => {
    const { facts } = look(shown(warm(), {}, { probeId: 'another', otherProbeIds: [PROBE] }));
    expect(facts).not.toHaveProperty('core_celsius');
    expect(facts.probe_lost).toBe(false);
  });
});

describe('The facts of a thermometer', () => {
  it('are its battery and when it was heard', () => {
    expect(new Smoker({}, { batteryPercent: 12 }).pass(3).lookAtThermometer()).toEqual({
      thing: { kind: 'thermometer', id: 'thermoworks-a1', name: 'Smoker', cookerId: null },
      at: BEGIN + 3_000,
      facts: { battery_percent: 12, data_age_seconds: 3 },
      words: {
        battery_percent: 'The battery of Smoker is at 12 %.',
        data_age_seconds: 'Nothing was heard of Smoker for 3 seconds.',
      },
    });
  });

  it('leave out a battery that is not known, or known from long ago', () => {
    expect(new Smoker({}, { batteryPercent: null }).lookAtThermometer().facts.battery_percent).toBeNull();
    expect(new Smoker({}, { online: false }).lookAtThermometer().facts.battery_percent).toBeNull();
    expect(new Smoker().pass(4_000).lookAtThermometer().facts.battery_percent).toBeNull();
    const unheard = new Smoker({}, { online: null, lastSeen: null });
    expect(unheard.lookAtThermometer().facts).toEqual({ battery_percent: null, data_age_seconds: null });
    expect(unheard.read(20).lookAtThermometer().facts).toEqual({ battery_percent: 84, data_age_seconds: 0 });
  });
});
