import type { Json } from '../harness/api.js';
import { CELLAR, FIRST_COOKER, TwoCookers } from '../harness/two-cookers.js';

/** What a request names. */
const NAMINGS = {
  'the cooker by its id': () => ({ device_id: FIRST_COOKER }),
  'the cooker by its name': () => ({ device_id: ` ${'Kitchen'.toLowerCase()} ` }),
  'the cook': ({ running }: Names) => ({ cook_id: running ?? 'none-is-on' }),
  'an unknown cooker': () => ({ device_id: 'Attic' }),
  'a cook that has ended': ({ ended }: Names) => ({ cook_id: ended }),
  nothing: () => undefined,
} satisfies Record<string, (names: Names) => Json | undefined>;

interface Names {
  /** The cook that is on at the first cooker. */
  readonly running: string | undefined;
  /** A cook that has ended. */
  readonly ended: string;
}

type Naming = keyof typeof NAMINGS;
type Expected = readonly [status: number, stopped: readonly string[]];

const THIS: readonly string[] = [FIRST_COOKER];
const OTHER: readonly string[] = [CELLAR];
const NONE: readonly string[] = [];

/** The expected responses, by what runs and by what the request names. */
const TABLE: Readonly<Record<string, readonly [...(readonly [Naming, ...Expected])[]]>> = {
  'this runs': [
    ['the cooker by its id', 200, THIS],
    ['the cooker by its name', 200, THIS],
    ['the cook', 200, THIS],
    ['an unknown cooker', 200, THIS],
    ['a cook that has ended', 200, THIS],
    ['nothing', 200, THIS],
  ],
  'another runs': [
    ['the cooker by its id', 404, THIS],
    ['the cooker by its name', 404, THIS],
    ['the cook', 200, OTHER],
    ['an unknown cooker', 200, OTHER],
    ['a cook that has ended', 200, OTHER],
    ['nothing', 200, OTHER],
  ],
  'both run': [
    ['the cooker by its id', 200, THIS],
    ['the cooker by its name', 200, THIS],
    ['the cook', 200, THIS],
    ['an unknown cooker', 409, NONE],
    ['a cook that has ended', 409, NONE],
    ['nothing', 409, NONE],
  ],
  'none runs': [
    ['the cooker by its id', 404, THIS],
    ['the cooker by its name', 404, THIS],
    ['the cook', 404, [FIRST_COOKER, CELLAR]],
    ['an unknown cooker', 404, [FIRST_COOKER, CELLAR]],
    ['a cook that has ended', 404, [FIRST_COOKER, CELLAR]],
    ['nothing', 404, [FIRST_COOKER, CELLAR]],
  ],
  'this ran and is stale': [
    ['the cooker by its id', 202, THIS],
    ['the cooker by its name', 202, THIS],
    ['the cook', 202, THIS],
    ['an unknown cooker', 202, THIS],
    ['a cook that has ended', 202, THIS],
    ['nothing', 202, THIS],
  ],
  'this is stale and another runs': [
    ['the cooker by its id', 202, THIS],
    ['the cooker by its name', 202, THIS],
    ['the cook', 202, THIS],
    ['an unknown cooker', 200, OTHER],
    ['a cook that has ended', 200, OTHER],
    ['nothing', 200, OTHER],
  ],
  'this ran and both are stale': [
    ['the cooker by its id', 202, THIS],
    ['an unknown cooker', 202, THIS],
    ['nothing', 202, THIS],
  ],
  'both were idle and are stale': [
    ['the cooker by its id', 202, THIS],
    ['the cooker by its name', 202, THIS],
    ['the cook', 409, NONE],
    ['an unknown cooker', 409, NONE],
    ['a cook that has ended', 409, NONE],
    ['nothing', 409, NONE],
  ],
  'this ran and is offline': [
    ['the cooker by its id', 202, THIS],
    ['the cooker by its name', 202, THIS],
    ['the cook', 202, THIS],
    ['an unknown cooker', 202, THIS],
    ['a cook that has ended', 202, THIS],
    ['nothing', 202, THIS],
  ],
};

const RUNNING: Readonly<Record<string, readonly string[]>> = {
  'this runs': [FIRST_COOKER],
  'another runs': [CELLAR],
  'both run': [FIRST_COOKER, CELLAR],
  'none runs': [],
  'this ran and is stale': [FIRST_COOKER],
  'this is stale and another runs': [FIRST_COOKER, CELLAR],
  'this ran and both are stale': [FIRST_COOKER],
  'both were idle and are stale': [],
  'this ran and is offline': [FIRST_COOKER],
};

describe.each(Object.keys(TABLE))('A stop, when %s,', (situation) => {
  let two: TwoCookers;
  beforeEach(async () => (two = await TwoCookers.open()));
  afterEach(() => two.testApp.close());

  it.each(TABLE[situation]!)('and the request names %s, gets %d', async (naming, status, stopped) => {
    const ended = await two.start(FIRST_COOKER, { time_minutes: 95 });
    await two.stop({ cook_id: ended });
    const running = new Map<string, string>();
    for (const id of RUNNING[situation]!) running.set(id, await two.start(id));
    if (situation.includes('both are') || situation.includes('both were')) two.cooker(CELLAR).fallSilent();
    if (situation.includes('stale')) await two.becomeStale(FIRST_COOKER);
    if (situation.includes('offline')) {
      two.cooker(FIRST_COOKER).goOffline();
      await two.untilStatus(FIRST_COOKER, { device_online: false });
    }
    const before = two.stopped.length;
    const response = await two.stop(NAMINGS[naming]({ running: running.get(FIRST_COOKER), ended }));
    expect([response.status, new Set(two.stopped.slice(before))]).toEqual([status, new Set(stopped)]);
    if (status < 400) expect(response.body['device_id']).toBe(stopped[0]);
    if (status === 409) expect(response.body['message']).toContain('Kitchen, Cellar');
    if (situation === 'another runs' && status === 404) {
      expect(response.body['message']).toContain('Cellar is still cooking');
      expect(response.body['details']).toMatchObject({ devices: [{ device_id: CELLAR }] });
    }
  });
});

describe('A stop of one of two cookers', () => {
  let two: TwoCookers;
  afterEach(() => two.testApp.close());

  it('says what it ignored of the request', async () => {
    two = await TwoCookers.open();
    await two.start(CELLAR);
    const { body } = await two.stop({ device_id: 'Attic', cook_id: 'gone', device: 'Kitchen' });
    expect(body['warnings']).toEqual([
      'There is no field "device" (did you mean device_id?).',
      'No cook with the cook_id "gone" is on, so it was left out.',
      'No cooker has the device_id or the name "Attic", so it was left out.',
    ]);
  });

  it('does not use the setting for starts', async () => {
    two = await TwoCookers.open({ environment: { deviceId: FIRST_COOKER } });
    await two.start(CELLAR);
    expect(await two.stop()).toMatchObject({ status: 200, body: { device_id: CELLAR } });
    expect(two.stopped).toEqual([CELLAR]);
  });

  it('prefers the cook when cook and cooker differ', async () => {
    two = await TwoCookers.open();
    const cook = await two.start(CELLAR);
    const { status, body } = await two.stop({ device_id: 'Kitchen', cook_id: cook });
    expect([status, body['device_id'], body['cook_id']]).toEqual([200, CELLAR, cook]);
    expect(body['warnings']).toEqual([expect.stringContaining('device_id was left out')]);
  });

  it('ignores a name that two cookers have', async () => {
    const cookers = [FIRST_COOKER, CELLAR].map((id) => ({ id, name: 'Kitchen' }));
    two = await TwoCookers.open({ cookers });
    await two.start(CELLAR);
    const { status, body } = await two.stop({ device_id: 'Kitchen' });
    expect([status, body['device_id']]).toEqual([200, CELLAR]);
    expect(body['warnings']).toEqual([expect.stringContaining('2 cookers are called "Kitchen"')]);
  });

  it('names another running cooker when the named one was idle', async () => {
    two = await TwoCookers.open();
    await two.start(CELLAR);
    await two.becomeStale(FIRST_COOKER);
    const { status, body } = await two.stop({ device_id: FIRST_COOKER });
    expect([status, body['verified']]).toEqual([202, false]);
    expect(body['warnings']).toEqual(['Cellar is still cooking: name it to stop it.']);
  });
});
