import { AlertJourney } from '../../harness/alert-journey.js';
import { chicken, letPass, responseOf, untilStatus } from '../../harness/journey.js';

describe('The rules about a cook', () => {
  let journey: AlertJourney;
  beforeEach(async () => {
    journey = await AlertJourney.open();
  });
  afterEach(() => journey.close());

  const start = async (known = {}) => {
    const { testApp } = journey;
    const response = await responseOf(testApp, testApp.api.post('/start-cook', chicken(known)));
    expect(response).toMatchObject({ status: 200, body: { verified: true } });
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
  };

  it('say once that the timer ends too early, and that it does not any more', async () => {
    await start();
    journey.testApp.cooker.changeTimer(40);
    const sent = await journey.untilSent('timer-too-early');
    expect(sent).toMatchObject({
      severity: 'critical',
      title: 'The timer ends too early: Kitchen',
      thing: { name: 'Kitchen' },
    });
    expect(sent.text).toMatch(
      /^Kitchen: The timer ends 4\d minutes before the food is pasteurised: leave it in for another 8\d minutes\. /,
    );
    journey.testApp.cooker.changeTimer(150);
    const over = await journey.untilSent('timer-too-early', 'resolved');
    expect(over.alert_id).toBe(sent.alert_id);
    await journey.pass(120);
    expect(journey.messages('timer-too-early')).toHaveLength(2);
  }, 120_000);

  it('say nothing of the timer of a food that is not known', async () => {
    const { cooker } = journey.testApp;
    cooker.setWater(54);
    cooker.startFromApp(54, 90);
    await letPass(journey.testApp, 4_000);
    await untilStatus(journey.testApp, { timer: 'running' });
    await journey.pass(300);
    expect(journey.messages('timer-too-early')).toEqual([]);
  }, 120_000);

  it('say that the target is reached, the food pasteurised and the cook done, each once', async () => {
    await start();
    const reached = await journey.untilSent('target-reached');
    expect(reached.text).toMatch(/^The water of Kitchen has reached 65 °C\. /);
    expect(reached.severity).toBe('info');
    for (let minutes = 0; minutes < 80; minutes += 10) await journey.pass(600);
    const safe = await journey.untilSent('pasteurized');
    expect(safe.text).toMatch(/^Chicken on Kitchen is pasteurised\. /);
    const done = await journey.untilSent('cook-done');
    expect(done.text).toMatch(
      /^The timer of Kitchen has ended; it goes on holding the temperature until stopped\. The food is pasteurised\. /,
    );
    await journey.pass(300);
    expect(journey.messages().map(({ rule_id, notice }) => [rule_id, notice])).toEqual([
      ['target-reached', 'firing'],
      ['pasteurized', 'firing'],
      ['cook-done', 'firing'],
    ]);
    await responseOf(journey.testApp, journey.testApp.api.post('/stop-cook'));
    await journey.pass(300);
    expect(journey.alerts).toEqual([]);
  }, 240_000);

  it('say that the water is low and that heating has stopped, and in one message that both are over', async () => {
    await start();
    const { cooker } = journey.testApp;
    cooker.warnOfLowWater();
    const sent = await journey.untilSent('low-water');
    expect(sent.text).toMatch(/^Kitchen: The water is low: fill it up now, with water as hot as the bath\. /);
    cooker.raiseFault('lowWater');
    const fault = await journey.untilSent('cooker-fault');
    expect(fault.text).toContain('Kitchen reports a fault: the water is too low, so it has stopped heating.');
    cooker.clearFault();
    const over = await journey.untilSent(null, 'resolved');
    expect(over.text).toMatch(/Over: The cooker reports a fault: Kitchen\..*\nOver: Low water: Kitchen\./);
  }, 120_000);
});
