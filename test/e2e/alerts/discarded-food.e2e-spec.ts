import { UnfinishedCooks } from '../../../src/cooking/recovery/unfinished-cooks.js';
import { AlertJourney } from '../../harness/alert-journey.js';
import { spoil } from '../../harness/broken-off.js';

const RULE = 'must-discard';

describe('Food that must be thrown away', () => {
  let journey: AlertJourney;
  beforeEach(async () => {
    journey = await AlertJourney.open();
    journey.testApp.cooker.setWater(65.6);
  });
  afterEach(() => journey.close());

  it('is reported once, over a restart too, until the owner has confirmed it', async () => {
    const cookId = await spoil(journey.testApp);
    const sent = await journey.untilSent(RULE);
    expect(sent.severity).toBe('critical');
    expect(sent.text).toMatch(
      /^Kitchen: Throw the food away: its centre has been between 5 and 54\.4 °C for 3\d\d minutes\. /,
    );
    await journey.restart();
    await journey.pass(120);
    expect(journey.messages(RULE).map(({ notice }) => notice)).toEqual(['firing']);
    await journey.testApp.app.get(UnfinishedCooks, { strict: false }).confirm(cookId);
    await journey.pass(120);
    expect(journey.alerts).toEqual([]);
  }, 120_000);
});
