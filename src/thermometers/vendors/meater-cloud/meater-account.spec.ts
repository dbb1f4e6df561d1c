import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { until } from '../../../../test/harness/until.js';
import { RecordingSink } from '../../../../test/harness/recording-sink.js';
import { MeaterCloud as SimulatedCloud } from '../../../simulator/meater-cloud/meater-cloud.js';
import { AIR, TIP } from '../../../simulator/meater-cloud/simulated-meater.js';
import {
  htmlPage,
  tooManyRequests,
  unauthorized,
  unavailable,
} from '../../../simulator/rest-cloud/rest-faults.js';
import { KeptToken } from '../kept-token.js';
import { CloudClient } from '../polling/cloud-client.js';
import { HttpTransport } from '../polling/http-transport.js';
import { MEATER_LIMIT, MeaterCloud, signInToMeater } from './connection/meater-cloud.js';
import { MeaterAccount } from './meater-account.js';

const PERSON = { name: 'grill@example.org', password: 'rare-or-medium' };

/** A response that HTTP takes for a good one, with another number inside. */
const saying = (statusCode: number) =>
  ({ kind: 'status', response: { status: 200, body: { status: 'OK', statusCode } } }) as const;

describe('MeaterAccount', () => {
  let clock: DrivenClock;
  let cloud: SimulatedCloud;
  let sink: RecordingSink;
  let account: MeaterAccount;
  let present: Set<string>;
  let store: { account: { token: string } | undefined };

  beforeEach(async () => {
    clock = new DrivenClock();
    cloud = new SimulatedCloud({ clock, email: PERSON.name, password: PERSON.password, probes: 2 });
    await cloud.listen();
    sink = new RecordingSink();
    store = { account: { token: cloud.token } };
    const signIn = new KeptToken(store, 'Bearer');
    const client = new CloudClient({
      network: { transport: new HttpTransport(), clock },
      limit: { ...MEATER_LIMIT, burst: 1_000 },
      signIn,
    });
    present = new Set();
    const parts = { cloud: new MeaterCloud(client, signIn, cloud.url), time: client.time, sink, clock };
    account = new MeaterAccount(parts, present);
  });

  afterEach(() => cloud.close());

  const now = () => clock.now().getTime();
  const poll = (signal = new AbortController().signal) => account.poll(signal);
  const measure = (tip: number, air: number, at = now()) =>
    cloud.probe.take([
      { place: TIP, celsius: tip, at },
      { place: AIR, celsius: air, at },
    ]);
  const facts = () => [...sink.thermometers.values()][0]!;

  it('waits for no reading of one probe to be stored before it reports the next', async () => {
    for (const [index, probe] of cloud.probes.entries())
      probe.take([{ place: TIP, celsius: 50 + index, at: now() }]);
    let store = (): void => undefined;
    const stored = new Promise<void>((resolve) => (store = resolve));
    let reported = 0;
    sink.read = () => {
      reported += 1;
      return stored;
    };
    const polling = poll();
    await until(() => reported, 2);
    store();
    await polling;
  });

  it('reports a probe with tip and air, both of one instant', async () => {
    measure(48.9, 121);
    clock.advance(20_000);
    const { devices } = await poll();
    expect(facts()).toMatchObject({ vendor: 'meater', online: true, lastSeen: now() - 20_000 });
    expect(facts().thermometerId).toMatch(/^meater-[a-z0-9-]{1,33}$/);
    expect(
      facts().probes.map(({ kind, probeId }) => [kind, /^meater-[a-z0-9-]{1,33}$/.test(probeId)]),
    ).toEqual([
      ['core', true],
      ['ambient', true],
    ]);
    expect(sink.readings.map(({ celsius, at, receivedAt }) => [celsius, receivedAt - at])).toEqual([
      [48.9, 20_000],
      [121, 20_000],
    ]);
    expect(devices).toEqual([{ age: 20_000 }]);
    expect([...present]).toEqual([facts().thermometerId]);
  });

  it('tells apart probes whose ids are cut', async () => {
    for (const probe of cloud.probes) probe.take([{ place: TIP, celsius: 20, at: now() }]);
    await poll();
    const ids = [...sink.thermometers.values()].flatMap(({ probes }) => probes.map(({ probeId }) => probeId));
    expect(new Set(ids).size).toBe(4);
  });

  it('shows a probe out of reach as not heard since its last reading, and never as removed', async () => {
    measure(48.9, 121);
    await poll();
    const seen = now();
    cloud.probe.isInReach = false;
    clock.advance(600_000);
    await poll();
    expect(facts()).toMatchObject({ online: false, lastSeen: seen });
    expect([sink.readings.length, sink.gone]).toEqual([2, []]);
    cloud.probe.isInReach = true;
    measure(50, 120);
    await poll();
    expect(facts().online).toBe(true);
  });

  it('gives an old reading its true age', async () => {
    measure(55, 90, now() - 7_200_000);
    await poll();
    expect(sink.readings.map(({ at }) => now() - at)).toEqual([7_200_000, 7_200_000]);
  });

  it.each(['value_null', 'value_absent', 'value_text'] as const)(
    'has no reading of a tip with %s',
    async (fault) => {
      cloud.probe.faults.set(TIP, fault);
      measure(48.9, 121);
      await poll();
      expect(sink.readings.map(({ celsius }) => celsius)).toEqual([null, 121]);
    },
  );

  it('reports a sentinel as a fault of the sensor', async () => {
    cloud.probe.faults.set(TIP, { sentinel: 6553.5 });
    measure(48.9, 121);
    await poll();
    expect(facts().probes.map(({ faulty }) => faulty)).toEqual([true, undefined]);
    expect(sink.readings[0]?.celsius).toBeNull();
  });

  it('never makes a reading younger than it is when the clock of the cloud is ahead', async () => {
    cloud.rest.clockAhead = 600_000;
    measure(48.9, 121, cloud.rest.now - 5_000);
    expect((await poll()).problem).toContain('10 minutes behind');
    expect(sink.readings[0]?.at).toBe(now() - 5_000);
  });

  it.each([
    ['HTTP', unauthorized],
    ['the number in the body', saying(401)],
  ])('tries a token once more that %s refuses, and then needs a sign-in', async (_, fault) => {
    cloud.rest.nextRequest(fault);
    await poll();
    expect(cloud.rest.received).toHaveLength(2);
    cloud.rest.everyRequest(fault);
    await expect(poll()).rejects.toMatchObject({ kind: 'needs_sign_in' });
    expect(cloud.rest.received).toHaveLength(4);
  });

  it('reports nothing of a response that nothing waits for any more', async () => {
    await expect(poll(AbortSignal.abort())).rejects.toMatchObject({ kind: 'unavailable' });
    expect(sink.thermometers.size).toBe(0);
  });

  it('needs a new sign-in when the account is removed', async () => {
    cloud.removeAccount();
    await expect(poll()).rejects.toMatchObject({ kind: 'needs_sign_in' });
  });

  it.each([
    ['HTTP 429', tooManyRequests(30), 'limited'],
    ['429 in the body', saying(429), 'limited'],
    ['HTTP 503', unavailable, 'unavailable'],
    ['500 in the body', saying(500), 'unavailable'],
    ['a page', htmlPage(), 'unreadable'],
    ['JSON without a list', saying(200), 'unreadable'],
  ])('reports %s as what it is', async (_, fault, kind) => {
    cloud.rest.nextRequest(fault);
    await expect(poll()).rejects.toMatchObject({ kind });
  });

  it('takes no probe for out of reach while one of the list cannot be read', async () => {
    measure(48.9, 121);
    await poll();
    const body = { status: 'OK', statusCode: 200, data: { devices: [{ id: 'x' }] } };
    cloud.rest.nextRequest({ kind: 'status', response: { status: 200, body } });
    await poll();
    expect(facts().online).toBe(true);
  });
});

describe('signInToMeater', () => {
  let cloud: SimulatedCloud;
  const clock = new DrivenClock();
  beforeEach(async () => {
    cloud = new SimulatedCloud({ clock, email: PERSON.name, password: PERSON.password });
    await cloud.listen();
  });
  afterEach(() => cloud.close());

  it('gives the token of the account', async () => {
    expect(await signInToMeater(PERSON, { transport: new HttpTransport(), clock }, cloud.url)).toBe(
      cloud.token,
    );
  });

  it.each([
    ['HTTP', undefined],
    ['the number in the body', saying(401)],
  ])('refuses a wrong password by %s', async (_, fault) => {
    if (fault) cloud.rest.nextRequest(fault);
    const wrong = { ...PERSON, password: 'wrong-one' };
    await expect(
      signInToMeater(wrong, { transport: new HttpTransport(), clock }, cloud.url),
    ).rejects.toMatchObject({
      kind: 'needs_sign_in',
    });
  });
});
