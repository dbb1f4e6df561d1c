import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { RecordingSink } from '../../../../test/harness/recording-sink.js';
import { FireboardCloud as SimulatedCloud } from '../../../simulator/fireboard/fireboard-cloud.js';
import {
  brokenJson,
  connectionCut,
  htmlPage,
  tooManyRequests,
  unavailable,
} from '../../../simulator/rest-cloud/rest-faults.js';
import { StorageUnavailableError } from '../../../storage/storage.errors.js';
import { KeptToken } from '../kept-token.js';
import { CloudClient } from '../polling/cloud-client.js';
import { HttpTransport } from '../polling/http-transport.js';
import { FIREBOARD_LIMIT, FireboardCloud, signInToFireboard } from './connection/fireboard-cloud.js';
import { FireboardAccount } from './fireboard-account.js';

const PERSON = { name: 'pit@example.org', password: 'smoke-and-mirrors' };
const DEVICE = 'fireboard-sim0000001';

describe('FireboardAccount', () => {
  let clock: DrivenClock;
  let cloud: SimulatedCloud;
  let sink: RecordingSink;
  let account: FireboardAccount;
  let store: { account: { token: string } | undefined };
  let present: Set<string>;

  beforeEach(async () => {
    clock = new DrivenClock();
    cloud = new SimulatedCloud({
      clock,
      username: PERSON.name,
      password: PERSON.password,
      devices: [{ labels: ['Brisket', 'Pit', 'Spare'] }],
    });
    await cloud.listen();
    [sink, present] = [new RecordingSink(), new Set()];
    store = { account: { token: cloud.token } };
    const signIn = new KeptToken(store, 'Token');
    const client = new CloudClient({
      network: { transport: new HttpTransport(), clock },
      limit: { ...FIREBOARD_LIMIT, burst: 1_000 },
      signIn,
    });
    account = new FireboardAccount(
      { cloud: new FireboardCloud(client, signIn, cloud.url), time: client.time, sink, clock },
      present,
    );
  });

  afterEach(() => cloud.close());

  const now = () => clock.now().getTime();
  const poll = (signal = new AbortController().signal) => account.poll(signal);
  const measure = (place: number, celsius: number, at = now()) => cloud.device.take([{ place, celsius, at }]);
  const facts = () => sink.thermometers.get(DEVICE)!;

  it('reports a device with its channels, of which one was never used', async () => {
    measure(1, 56.3);
    measure(2, 112);
    await poll();
    expect(facts()).toMatchObject({
      vendor: 'fireboard',
      name: 'Smoker',
      online: true,
      batteryPercent: 87,
      lastSeen: now(),
    });
    expect(facts().probes.map(({ probeId, name, kind }) => [probeId, name, kind])).toEqual([
      [`${DEVICE}-1`, 'Brisket', 'core'],
      [`${DEVICE}-2`, 'Pit', 'ambient'],
      [`${DEVICE}-3`, 'Spare', 'core'],
    ]);
    const common = { at: now(), receivedAt: now(), late: false };
    expect(sink.readings).toEqual([
      { ...common, probeId: `${DEVICE}-1`, celsius: 56.3 },
      { ...common, probeId: `${DEVICE}-2`, celsius: 112 },
    ]);
  });

  it('reports nothing twice, and the instant of the device however late it is asked', async () => {
    const measured = now();
    measure(1, 56.3);
    clock.advance(40_000);
    await poll();
    await poll();
    expect(sink.readings.map(({ at, receivedAt }) => [at, receivedAt])).toEqual([
      [measured, measured + 40_000],
    ]);
  });

  it('says once that a probe which is pulled out has no reading', async () => {
    measure(1, 56.3);
    await poll();
    for (let turn = 0; turn < 4; turn++) {
      clock.advance(30_000);
      measure(2, 110 + turn);
      await poll();
    }
    expect(sink.valuesOf('-1')).toEqual([56.3, null]);
    measure(1, 60);
    await poll();
    expect(sink.valuesOf('-1')).toEqual([56.3, null, 60]);
  });

  it('says that a device is off, and invents no reading for it', async () => {
    measure(1, 21.5);
    await poll();
    const seen = now();
    clock.advance(3_600_000);
    const { devices } = await poll();
    expect(facts()).toMatchObject({ online: false, lastSeen: seen });
    expect(sink.valuesOf('-1')).toEqual([21.5]);
    expect(devices).toEqual([{ age: null }]);
  });

  it.each(['value_null', 'value_absent', 'value_text', 'unit_unknown'] as const)(
    'has no reading of a channel with %s, and those of the others',
    async (fault) => {
      cloud.device.faults.set(1, fault);
      measure(1, 56.3);
      measure(2, 112);
      await poll();
      expect([sink.valuesOf('-1'), sink.valuesOf('-2')]).toEqual([[null], [112]]);
      expect(facts().probes[0]?.faulty).toBeUndefined();
    },
  );

  it('reports a sentinel as a fault of the sensor, for as long as it lasts', async () => {
    cloud.device.faults.set(1, { sentinel: 6553.5 });
    measure(1, 56.3);
    await poll();
    expect([sink.valuesOf('-1'), facts().probes[0]?.faulty]).toEqual([[null], true]);
    cloud.device.faults.clear();
    clock.advance(30_000);
    measure(1, 57);
    await poll();
    expect([sink.valuesOf('-1'), facts().probes[0]?.faulty]).toEqual([[null, 57], undefined]);
  });

  it('goes on without a channel that is missing', async () => {
    cloud.device.faults.set(1, 'channel_missing');
    measure(1, 56.3);
    measure(2, 112);
    await poll();
    expect(facts().probes.map(({ name }) => name)).toEqual(['Pit', 'Spare']);
  });

  it('takes repeated readings in no order as one each', async () => {
    cloud.device.listsRepeatedly = true;
    for (const [seconds, celsius] of [
      [-20, 56],
      [0, 58],
      [-10, 57],
    ] as const)
      measure(1, celsius, now() + seconds * 1000);
    await poll();
    expect(sink.valuesOf('-1')).toEqual([58]);
  });

  it('never makes a reading younger than it is when the clock of the cloud is ahead, and says so', async () => {
    cloud.rest.clockAhead = 3_600_000;
    measure(1, 56.3, cloud.rest.now - 30_000);
    const { problem } = await poll();
    expect(sink.readings.map(({ at }) => at)).toEqual([now() - 30_000]);
    expect(problem).toContain('60 minutes behind');
  });

  it('reports a device that is gone from the account, also one that an earlier process knew', async () => {
    present.add('fireboard-earlier');
    await poll();
    expect(sink.gone).toEqual(['fireboard-earlier']);
    cloud.devices = [];
    await poll();
    expect(sink.gone).toEqual(['fireboard-earlier', DEVICE]);
  });

  it('takes no device for gone while one of the list cannot be read', async () => {
    await poll();
    const broken = { kind: 'status', response: { status: 200, body: [{ title: 'Nothing else' }] } } as const;
    cloud.rest.nextRequest(broken);
    await poll();
    expect(sink.gone).toEqual([]);
  });

  it('tries a token once more that is refused by mistake', async () => {
    const body = { detail: 'Invalid token' };
    cloud.rest.nextRequest({ kind: 'status', response: { status: 403, body } });
    await poll();
    expect(sink.thermometers.size).toBe(1);
  });

  it('reports nothing of a response that nothing waits for any more', async () => {
    await expect(poll(AbortSignal.abort())).rejects.toMatchObject({ kind: 'unavailable' });
    expect(sink.thermometers.size).toBe(0);
  });

  it('needs a new sign-in when the token stays refused, or there is none', async () => {
    cloud.removeAccount();
    await expect(poll()).rejects.toMatchObject({ kind: 'needs_sign_in' });
    expect(cloud.rest.received).toHaveLength(2);
    store.account = undefined;
    await expect(poll()).rejects.toMatchObject({ kind: 'needs_sign_in' });
  });

  it('waits half an hour when it has asked too often, or as long as the cloud says', async () => {
    cloud.rest.nextRequest(tooManyRequests());
    await expect(poll()).rejects.toMatchObject({ kind: 'limited', retryAfter: 1_800_000 });
    cloud.rest.nextRequest(tooManyRequests(90));
    await expect(poll()).rejects.toMatchObject({ kind: 'limited', retryAfter: 90_000 });
  });

  it.each([
    ['HTTP 503', unavailable, 'unavailable'],
    ['a page', htmlPage(), 'unreadable'],
    ['a page with HTTP 403, which says nothing of the token', htmlPage(403), 'refused'],
    ['half a document', brokenJson, 'unreadable'],
    ['a connection that is cut', connectionCut, 'unavailable'],
    [
      'an object instead of a list',
      { kind: 'status', response: { status: 200, body: {} } } as const,
      'unreadable',
    ],
  ])('reports %s as what it is', async (_, fault, kind) => {
    cloud.rest.nextRequest(fault);
    await expect(poll()).rejects.toMatchObject({ kind });
    await poll();
    expect(sink.thermometers.size).toBe(1);
  });

  it('reports readings again that could not be written', async () => {
    measure(1, 56.3);
    sink.failure = new StorageUnavailableError('full');
    expect((await poll()).problem).toContain('cannot be stored');
    await poll();
    expect(sink.valuesOf('-1')).toEqual([56.3]);
  });
});

describe('signInToFireboard', () => {
  let cloud: SimulatedCloud;
  const clock = new DrivenClock();
  beforeEach(async () => {
    cloud = new SimulatedCloud({ clock, username: PERSON.name, password: PERSON.password });
    await cloud.listen();
  });
  afterEach(() => cloud.close());

  it('gives the token of the account, and the same again', async () => {
    const signIn = () => signInToFireboard(PERSON, { transport: new HttpTransport(), clock }, cloud.url);
    expect([await signIn(), await signIn()]).toEqual([cloud.token, cloud.token]);
  });

  it('refuses a wrong password without repeating it', async () => {
    const error = await signInToFireboard(
      { ...PERSON, password: 'wrong-one' },
      { transport: new HttpTransport(), clock },
      cloud.url,
    ).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ kind: 'needs_sign_in' });
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('wrong-one');
  });
});
