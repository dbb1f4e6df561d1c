import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AlertsDto, AlertWithDeliveriesDto } from '../../../src/alerts/dto/alert.dto.js';
import { AlertedApp, TOO_HOT } from '../../harness/alerted-app.js';
import { HttpSink } from '../../harness/http-sink.js';
import { until } from '../../harness/until.js';

const MINUTE = 60_000;
/** Milliseconds of one step of the clock: shorter than any pause between attempts that is asked about. */
const STEP = 5_000;

/** A real webhook that fails in one way, with another one behind it that works. */
describe('A channel that', () => {
  let alerted: AlertedApp;
  let next: HttpSink;
  let folder: string;
  beforeEach(async () => {
    next = await HttpSink.start();
    folder = mkdtempSync(join(tmpdir(), 'coddle-faulty-channels-'));
    const family = { name: 'family', kind: 'webhook', url: next.url('/family') };
    writeFileSync(join(folder, 'alerts.json'), JSON.stringify({ channels: [family] }), { mode: 0o600 });
    alerted = await AlertedApp.open(undefined, { configDir: folder });
    await alerted.makeRule({ ...TOO_HOT, escalate_after_minutes: 5 });
  });
  afterEach(async () => {
    await alerted.close();
    await next.close();
    rmSync(folder, { recursive: true });
  });

  const messages = (sink: HttpSink) =>
    sink.requests.map(({ body }) => JSON.parse(body) as { notice: string; key: string });
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += STEP) {
      await alerted.testApp.clock.elapse(STEP);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  };
  /** Lets time pass until a sink has been sent so much. */
  const untilSent = async (sink: HttpSink, count: number) => {
    for (let step = 0; sink.requests.length < count && step < 500; step++) await pass(STEP);
    expect(sink.requests).toHaveLength(count);
  };
  const alert = async (): Promise<AlertWithDeliveriesDto> => {
    const { api } = alerted.testApp;
    const [open] = (await api.get<AlertsDto>('/alerts')).body.alerts;
    return (await api.get<AlertWithDeliveriesDto>(`/alerts/${open!.alert_id}`)).body;
  };
  /** What became of each message, by its channel. */
  const states = async () =>
    (await alert()).deliveries.map(({ channel, notice, state }) => [channel, notice, state].join(' '));

  it('accepts a message and loses it does not keep it from people: the next channel is tried until one acknowledges', async () => {
    await alerted.measure(120);
    await untilSent(alerted.sink, 1);
    expect(next.requests).toEqual([]);
    await untilSent(next, 1);
    expect(messages(next)[0]!.notice).toBe('escalated');
    await until(states, ['webhook firing sent', 'family escalated sent']);
    const { alert_id: id } = await alert();
    await alerted.testApp.api.post(`/alerts/${id}/acknowledge`);
    await pass(30 * MINUTE);
    expect([alerted.sink.requests.length, next.requests.length]).toEqual([1, 1]);
  });

  it('hangs gives its message to the next one, with the same key, and is tried again', async () => {
    alerted.sink.next.push('hang');
    await alerted.measure(120);
    await untilSent(next, 1);
    await untilSent(alerted.sink, 2);
    const keys = [...messages(alerted.sink), ...messages(next)].map(({ key }) => key);
    expect(new Set(keys).size).toBe(1);
    await until(states, ['webhook firing sent', 'family firing sent']);
    const [{ attempts, maybe_twice: maybeTwice }] = (await alert()).deliveries as [
      AlertWithDeliveriesDto['deliveries'][0],
    ];
    expect(attempts).toMatchObject([
      { result: 'unknown', why: '127.0.0.1 did not respond within 14 seconds.' },
      { result: 'sent', why: null },
    ]);
    // By the key, a webhook drops a repeat.
    expect(maybeTwice).toBe(false);
  });

  it('responds with 500 for an hour is tried again and again, shows every attempt, and gets the message then', async () => {
    alerted.sink.usual = { status: 500 };
    await alerted.measure(120);
    await untilSent(next, 1);
    await pass(60 * MINUTE);
    const failed = alerted.sink.requests.length;
    expect(failed).toBeGreaterThan(12);
    expect(failed).toBeLessThan(40);
    alerted.sink.usual = { status: 200 };
    await untilSent(alerted.sink, failed + 1);
    await until(states, ['webhook firing sent', 'family firing sent', 'family escalated sent']);
    const [{ attempts }] = (await alert()).deliveries as [AlertWithDeliveriesDto['deliveries'][0]];
    expect(attempts.map(({ result }) => result)).toEqual([...Array<string>(failed).fill('failed'), 'sent']);
    expect(new Set(messages(alerted.sink).map(({ key }) => key)).size).toBe(1);
  });
});
