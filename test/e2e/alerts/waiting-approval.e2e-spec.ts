import { alertsTo, AlertJourney } from '../../harness/alert-journey.js';
import { AskingClient } from '../../harness/asking-client.js';
import { HttpSink } from '../../harness/http-sink.js';

const RULE = 'approval-waiting';

describe('A start that waits for approval', () => {
  let client: AskingClient;
  let journey: AlertJourney;
  beforeEach(async () => {
    const sink = await HttpSink.start();
    client = await AskingClient.open({ environment: alertsTo(sink) });
    journey = AlertJourney.of(client.testApp, sink);
  });
  afterEach(async () => {
    await client.close();
    await journey.sink.close();
  });

  it('is reported at once, and is no alert any more once it is decided', async () => {
    const id = await client.ask();
    const sent = await journey.untilSent(RULE);
    expect(sent).toMatchObject({ severity: 'warning', thing: { id, name: 'chicken' } });
    expect(sent.text).toMatch(
      /^Chicken at 65 °C for 90 minutes on Kitchen waits for your approval\. Tablet asked for it; without an approval the request ends in 10 minutes\. /,
    );
    await client.approve(id);
    await journey.pass(30);
    expect(journey.alerts).toEqual(['target-reached firing']);
    expect(journey.messages(RULE)).toHaveLength(1);
  }, 60_000);

  it('is over when it has expired', async () => {
    await client.ask();
    await journey.untilSent(RULE);
    await journey.pass(620);
    expect(journey.alerts).toEqual([]);
  }, 60_000);
});
