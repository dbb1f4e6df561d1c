import { AlertJourney } from '../../harness/alert-journey.js';
import { Api, type Json } from '../../harness/api.js';
import { KeysFolder } from '../../harness/keys-folder.js';
import { ProbeJourney } from '../../harness/probe-journey.js';
import { CELLAR, FIRST_COOKER } from '../../harness/two-cookers.js';

describe('A key that is limited to one of two cookers', () => {
  const folder = new KeysFolder();
  const key = folder.add('cellar', { devices: [CELLAR] });
  let journey: AlertJourney;
  beforeEach(async () => {
    const cookers = [
      { id: FIRST_COOKER, name: 'Kitchen' },
      { id: CELLAR, name: 'Cellar' },
    ];
    journey = await AlertJourney.open({ cookers, environment: { configDir: folder.path } });
  });
  afterEach(() => journey.close());
  afterAll(() => folder.remove());

  const alertsFor = async (api: Api) =>
    (await api.get('/alerts?state=open')).body['alerts'] as readonly Json[];
  const nameOf = (alert: Json) => (alert['thing'] as Json)['name'];

  it('sees the alerts of that one alone, and none of a probe that it does not see', async () => {
    for (const cooker of journey.testApp.cloud.cookers) cooker.raiseFault('motorStuck');
    const probe = new ProbeJourney(journey.testApp);
    await probe.read(20);
    await probe.begun();
    await journey.untilSent('probe-lost');
    const [limited, whole] = await Promise.all(
      [new Api(journey.testApp.url, key), journey.testApp.api].map((api) => alertsFor(api)),
    );
    expect(limited?.map(nameOf)).toEqual(['Cellar']);
    expect(whole?.map(nameOf).toSorted()).toEqual(['Cellar', 'Chicken breast', 'Kitchen']);
    const hidden = whole?.find((alert) => nameOf(alert) === 'Kitchen');
    const found = await new Api(journey.testApp.url, key).get(`/alerts/${String(hidden?.['alert_id'])}`);
    expect(found.status).toBe(404);
  }, 120_000);
});
