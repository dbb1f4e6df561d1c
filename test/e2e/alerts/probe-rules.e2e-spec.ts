import { ThermometerRegistry } from '../../../src/thermometers/registry/thermometer-registry.js';
import { AlertJourney } from '../../harness/alert-journey.js';
import { line, ProbeJourney } from '../../harness/probe-journey.js';
import { makeProbeFacts, makeThermometerFacts } from '../../harness/thermometer-facts.js';

describe('The rules about probes', () => {
  let journey: AlertJourney;
  beforeEach(async () => {
    journey = await AlertJourney.open();
  });
  afterEach(() => journey.close());

  it('say that a probe in a food is lost, and that it is back', async () => {
    const probe = new ProbeJourney(journey.testApp);
    await probe.read(20);
    await probe.begun();
    await probe.pass(5, line(20, 25, 5));
    await journey.pass(120);
    expect(journey.messages('probe-lost')).toEqual([]);
    const sent = await journey.untilSent('probe-lost');
    expect(sent).toMatchObject({ severity: 'warning', thing: { name: 'Chicken breast' } });
    expect(sent.text).toMatch(
      /^The probe Chicken breast in chicken has given no reading for \d minutes\. Check that it is plugged in, switched on and in range\. /,
    );
    await probe.pass(3, () => 26);
    await journey.untilSent('probe-lost', 'resolved');
    expect(journey.messages('probe-lost')).toHaveLength(2);
  }, 120_000);

  it('say once each that a food has reached its target and is pasteurised', async () => {
    const probe = new ProbeJourney(journey.testApp);
    await probe.read(20);
    await probe.begun({ target_core_celsius: 74 });
    await probe.pass(50, line(20, 78, 50));
    const reached = await journey.untilSent('probe-target-reached');
    expect(reached.text).toMatch(/^The core of chicken has reached 74 °C\. /);
    const safe = await journey.untilSent('probe-pasteurized');
    expect(safe.text).toMatch(/^Chicken is pasteurised, by its measured core\. /);
    await probe.pass(3, () => 78);
    expect(journey.messages('probe-target-reached')).toHaveLength(1);
    expect(journey.messages('probe-pasteurized')).toHaveLength(1);
  }, 120_000);

  it('say that a food was warm for too long', async () => {
    const probe = new ProbeJourney(journey.testApp);
    await probe.read(30);
    await probe.begun();
    await probe.pass(300, () => 30);
    const sent = await journey.untilSent('probe-must-discard');
    expect(sent.severity).toBe('critical');
    expect(sent.text).toMatch(
      /^Chicken: Throw the food away: its core was, or may have been, between 5 and 54\.4 °C/,
    );
  }, 240_000);

  it('say nothing of a probe that is in no food', async () => {
    const probe = new ProbeJourney(journey.testApp);
    await probe.pass(2, () => 20);
    await journey.pass(1_200);
    expect(journey.messages('probe-lost')).toEqual([]);
  }, 120_000);

  it('say that a battery is low, and not again until it was charged', async () => {
    const registry = journey.testApp.app.get(ThermometerRegistry, { strict: false });
    const report = async (batteryPercent: number) => {
      const lastSeen = journey.testApp.clock.now().getTime();
      registry.seen(makeThermometerFacts({ batteryPercent, lastSeen, probes: [makeProbeFacts()] }));
      await journey.pass(300);
    };
    await report(40);
    await report(14);
    const sent = await journey.untilSent('battery-low');
    expect(sent).toMatchObject({ severity: 'warning', thing: { name: 'Smoker' } });
    expect(sent.text).toMatch(/^The battery of Smoker is at 14 %\. /);
    await report(16);
    await report(13);
    expect(journey.messages('battery-low')).toHaveLength(1);
    await report(90);
    await report(12);
    expect(journey.messages('battery-low')).toHaveLength(2);
  }, 120_000);
});
