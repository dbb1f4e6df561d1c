import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { itWithBroker, Mosquitto } from '../../../../test/harness/mosquitto.js';
import { OldBroker } from '../../../../test/harness/old-broker.js';
import { milliseconds } from '../../../shared/units.js';
import { visitBroker } from '../../../thermometers/vendors/mqtt/broker-visit.js';
import { MqttClient } from '../../../thermometers/vendors/mqtt/library.js';
import type { BrokerMessage } from '../../../thermometers/vendors/mqtt/connection/broker-connection.js';
import type { AlertMessage } from '../alert-channel.js';
import { MqttChannel } from './mqtt.channel.js';
import { mqttTarget } from './mqtt-target.js';

const MESSAGE: AlertMessage = {
  key: 'a1.firing',
  alertId: 'a1',
  ruleId: 'low-water',
  notice: 'firing',
  severity: 'critical',
  title: 'Low water',
  text: 'The water in Kitchen is low.',
  thing: { id: 'kP3v', name: 'Kitchen' },
  at: Date.UTC(2026, 2, 1, 12),
};
const NEVER = new AbortController().signal;
const PASSWORD = 'not-to-be-seen';

describe('MqttChannel', () => {
  const clock = new DrivenClock();
  const brokers: { remove?: () => Promise<void>; close?: () => Promise<void> }[] = [];
  afterEach(async () => {
    for (const broker of brokers.splice(0)) await (broker.remove?.() ?? broker.close?.());
  });

  const channelTo = (url: string): MqttChannel =>
    new MqttChannel({
      name: 'mqtt',
      target: mqttTarget({ url, topic: null }, undefined, 'coddle')!,
      clock,
      loadClient: () => Promise.resolve(MqttClient),
    });
  const start = async (user?: { name: string; password: string }) => {
    const broker = await Mosquitto.start(user);
    brokers.push(broker);
    return broker;
  };

  /** What a subscriber hears while something is done. */
  async function heard(url: string, act: () => Promise<unknown>, count: number): Promise<BrokerMessage[]> {
    const messages: BrokerMessage[] = [];
    const stays = new DrivenClock();
    const connected = visitBroker({
      mqttUrl: url,
      topics: ['coddle/alerts'],
      stay: milliseconds(1_000),
      clock: stays,
      onMessage: (message) => messages.push(message),
    });
    // The visit plans its end once it is subscribed.
    while (stays.pending === 0) await new Promise((resume) => setTimeout(resume, 5));
    await act();
    while (messages.length < count) await new Promise((resume) => setTimeout(resume, 5));
    stays.advance(1_000);
    await connected;
    return messages;
  }

  itWithBroker('publishes a message, and takes it for sent once the broker has acknowledged it', async () => {
    const { url } = await start({ name: 'coddle', password: PASSWORD });
    const channel = channelTo(url);
    let result: unknown;
    const [message] = await heard(url, async () => (result = await channel.send(MESSAGE, NEVER)), 1);
    expect(result).toEqual({ sent: true, detail: 'acknowledged by the broker' });
    expect(message).toMatchObject({ topic: 'coddle/alerts', retained: false });
    expect(JSON.parse(Buffer.from(message!.payload).toString())).toEqual({
      key: 'a1.firing',
      alert_id: 'a1',
      rule_id: 'low-water',
      notice: 'firing',
      severity: 'critical',
      title: 'Low water',
      text: 'The water in Kitchen is low.',
      thing: { id: 'kP3v', name: 'Kitchen' },
      at: '2026-03-01T12:00:00.000Z',
      url: null,
      version: 1,
    });
    expect(channel.target).not.toContain(PASSWORD);
  });

  itWithBroker('does not take a message for sent that no client subscribes to', async () => {
    const { url } = await start();
    expect(await channelTo(url).send(MESSAGE, NEVER)).toMatchObject({
      sent: false,
      mayRetry: true,
      why: expect.stringMatching(/took the message, and no client subscribes to coddle\/alerts\.$/) as string,
    });
  });

  itWithBroker('says that the broker refuses the password, without it', async () => {
    const { port } = await start({ name: 'coddle', password: 'right' });
    const result = await channelTo(`mqtt://coddle:${PASSWORD}@127.0.0.1:${port}`).send(MESSAGE, NEVER);
    expect(result).toMatchObject({ sent: false, mayRetry: true });
    expect(JSON.stringify(result)).toContain('refuses the user name and password');
    expect(JSON.stringify(result)).not.toContain(PASSWORD);
  });

  itWithBroker('speaks MQTT 3.1.1 with a broker that knows no other, and at once the next time', async () => {
    const { url, port } = await start();
    const old = await OldBroker.before(port);
    brokers.push(old);
    const channel = channelTo(old.url);
    const send = async () => {
      for (let i = 0; i < 2; i++) expect(await channel.send(MESSAGE, NEVER)).toMatchObject({ sent: true });
    };
    expect(await heard(url, send, 2)).toHaveLength(2);
    expect(old.versions).toEqual([5, 4, 4]);
  });

  itWithBroker('goes on after the broker was away', async () => {
    const broker = await start();
    const channel = channelTo(broker.url);
    await broker.kill();
    expect(await channel.send(MESSAGE, NEVER)).toMatchObject({
      sent: false,
      mayRetry: true,
      why: expect.stringContaining('cannot be reached (ECONNREFUSED)') as string,
    });
    await broker.run();
    const send = async () => expect(await channel.send(MESSAGE, NEVER)).toMatchObject({ sent: true });
    expect(await heard(broker.url, send, 1)).toHaveLength(1);
  });

  it('ends when it takes too long, or as soon as it is to', async () => {
    const silent = await OldBroker.silent();
    brokers.push(silent);
    const channel = channelTo(silent.url);
    const late = channel.send(MESSAGE, NEVER);
    await silent.connected();
    clock.advance(14_000);
    expect(await late).toMatchObject({ sent: false, mayRetry: true });
    const stop = new AbortController();
    const broken = channel.send(MESSAGE, stop.signal);
    stop.abort();
    expect(await broken).toMatchObject({ sent: false });
  });

  it('does not take for a broker what is none', async () => {
    const other = await OldBroker.replying('HTTP/1.1 400 Bad Request\r\n\r\n');
    brokers.push(other);
    expect(await channelTo(other.url).send(MESSAGE, NEVER)).toMatchObject({ sent: false, mayRetry: true });
  });
});
