import { AlertJourney } from '../../harness/alert-journey.js';
import { chicken, letPass, responseOf, untilStatus } from '../../harness/journey.js';

const RULE = 'cooker-silent';

describe('A cooker that falls silent in a cook', () => {
  let journey: AlertJourney;
  beforeEach(async () => {
    journey = await AlertJourney.open();
    const { testApp } = journey;
    await responseOf(testApp, testApp.api.post('/start-cook', chicken()));
    await letPass(testApp, 4_000);
    await untilStatus(testApp, { timer: 'running' });
  });
  afterEach(() => journey.close());

  it('is reported once after five minutes, and when it is back', async () => {
    journey.testApp.cooker.fallSilent();
    await journey.pass(240);
    expect(journey.messages(RULE)).toEqual([]);
    const sent = await journey.untilSent(RULE);
    expect(sent).toMatchObject({ severity: 'critical' });
    expect(sent.text).toMatch(
      /^Nothing was heard of Kitchen for [56] minutes while chicken cooks: .*Look at the cooker: check that it is running and that the water is hot\. /,
    );
    journey.testApp.cooker.speak();
    await journey.untilSent(RULE, 'resolved');
    await journey.pass(120);
    expect(journey.messages(RULE)).toHaveLength(2);
  }, 120_000);

  it.each(['closed', 'killed'] as const)(
    'is counted on after the server was %s',
    async (how) => {
      journey.testApp.cooker.unplug();
      await journey.pass(240);
      expect(journey.messages(RULE)).toEqual([]);
      await journey.restart(how);
      await journey.untilSent(RULE);
      await journey.pass(60);
      await journey.restart(how);
      await journey.pass(400);
      expect(journey.messages(RULE)).toHaveLength(1);
      journey.testApp.cooker.plugIn();
      await journey.untilSent(RULE, 'resolved');
    },
    240_000,
  );

  it('is reported after a restart while the cloud is away', async () => {
    await journey.testApp.leave();
    await journey.testApp.cloud.close();
    await journey.startAgain({ connected: false });
    const sent = await journey.untilSent(RULE);
    expect(sent.text).toMatch(
      /^Nothing was heard of Kitchen since this server started while chicken cooks: Anova's cloud cannot be reached\. /,
    );
  }, 120_000);
});
