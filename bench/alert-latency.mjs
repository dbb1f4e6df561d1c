import { hash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Cloud } from './cloud.mjs';
import { Server } from './servers.mjs';

const PROBES = 50;
const RULES = 200;
/** Each with a rule of its own, since a channel holds back what follows a message within some seconds. */
const CHANNELS = 20;
/** Every channel so often. */
const ROUNDS = 2;
/** Milliseconds for which a channel holds back what follows, and a margin. */
const PAUSE = 5_500;
const TIMEOUT = 30_000;
/** Rules that one address makes here within a minute, of the 60 that it may. */
const RULES_A_MINUTE = 50;
const KEY = `sk-anova-bench-${randomBytes(32).toString('base64url')}`;
/** A temperature that no other rule watches. */
const HOT = 150;

/** The time from an event to the first attempt of its channel, with as many rules and probes as there may be. */
export async function alertLatency() {
  const setting = await Setting.open();
  try {
    const times = await setting.measure();
    const percentile = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))];
    const name = `event to the first attempt, ${RULES} rules, ${PROBES} probes, ms`;
    return [
      { name: `${name} (p95)`, ours: percentile(0.95), bare: NaN, mostOurs: 200 },
      { name: `${name} (median)`, ours: percentile(0.5), bare: NaN },
    ];
  } finally {
    await setting.close();
  }
}

/** A server with its channels, rules and probes, and the sink that the channels post to. */
class Setting {
  static async open() {
    const setting = new Setting();
    await setting.listen();
    setting.writeChannels();
    await setting.writeKey();
    const more = { CONFIG_DIR: setting.folder, ALERT_ALLOW_PRIVATE: 'true' };
    const data = join(setting.folder, 'data');
    setting.cloud = await Cloud.open();
    setting.server = await Server.start('ours', setting.cloud.address, undefined, data, more);
    await setting.push(20);
    await setting.makeRules();
    return setting;
  }

  folder = mkdtempSync(join(tmpdir(), 'coddle-bench-alerts-'));
  /** When each path was posted to, in turn. */
  arrivals = new Map();

  async listen() {
    this.sink = createServer((message, response) => {
      this.arrivals.get(message.url)?.(performance.now());
      message.resume().once('end', () => response.end());
    });
    this.sink.listen(0, '127.0.0.1');
    await once(this.sink, 'listening');
  }

  writeChannels() {
    const { port } = this.sink.address();
    const channels = Array.from({ length: CHANNELS }, (_, index) => ({
      name: `hook-${index}`,
      kind: 'webhook',
      url: `http://127.0.0.1:${port}/${index}`,
    }));
    writeFileSync(join(this.folder, 'alerts.json'), JSON.stringify({ channels }), { mode: 0o600 });
  }

  /** A key that may push readings and make rules. */
  async writeKey() {
    const [{ changeKeys, keysFileIn }, { USUAL_RIGHTS }] = await Promise.all([
      import('../build/auth/keys-file.js'),
      import('../build/auth/named-key.js'),
    ]);
    const scopes = ['status:read', 'readings:write', 'alerts:write'];
    const key = {
      name: 'bench',
      sha256: hash('sha256', KEY),
      added: new Date().toISOString(),
      expires: null,
    };
    changeKeys(keysFileIn(this.folder), randomBytes, () => [{ ...key, ...USUAL_RIGHTS, scopes }]);
  }

  /** One rule for each event that is measured, and others that never hold, up to the most that there may be. */
  async makeRules() {
    const { rules } = await this.call('GET', '/alert-rules');
    for (let index = 0; index < RULES - rules.length; index++)
      await this.call(
        'POST',
        '/alert-rules',
        ruleOf(index),
        `127.0.0.${2 + Math.floor(index / RULES_A_MINUTE)}`,
      );
  }

  /** The times of all events, in ms and in ascending order. */
  async measure() {
    const times = [];
    for (let round = 0; round < ROUNDS; round++) {
      for (let channel = 0; channel < CHANNELS; channel++) {
        times.push(await this.event(round * CHANNELS + channel, channel));
        await pause(60);
      }
      await pause(PAUSE);
    }
    return times.sort((one, other) => one - other);
  }

  /** One probe gets hot, and the message about it arrives. */
  async event(index, channel) {
    const arrived = new Promise((resolve, reject) => {
      this.arrivals.set(`/${channel}`, resolve);
      setTimeout(() => reject(new Error(`No message about event ${index} came`)), TIMEOUT).unref();
    });
    const begun = performance.now();
    await this.push(20, index);
    return (await arrived) - begun;
  }

  /** Every probe sends a reading. @param hot the event in which one of them is hot */
  push(celsius, hot) {
    const at = new Date().toISOString();
    const readings = Array.from({ length: PROBES }, (_, probe) => ({
      probe_id: `probe-${probe}`,
      temperature_celsius: hot !== undefined && probe === hot % PROBES ? HOT + hot : celsius,
      at,
    }));
    return this.call('POST', '/readings', { readings });
  }

  /** @param localAddress that the rate limit counts */
  async call(method, path, body, localAddress) {
    const { port } = this.server;
    const sent = request({ host: '127.0.0.1', port, method, path, headers: headersOf(body), localAddress });
    sent.end(body && JSON.stringify(body));
    const [response] = await once(sent, 'response');
    let text = '';
    for await (const piece of response) text += piece;
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.statusCode} ${text}`);
    return JSON.parse(text);
  }

  async close() {
    await this.server.end();
    this.cloud.close?.();
    this.sink.closeAllConnections();
    this.sink.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const headersOf = (body) => ({
  authorization: `Bearer ${KEY}`,
  ...(body && { 'content-type': 'application/json' }),
});

/** What the rules that never hold watch, and above what. */
const NEVER = [
  ['probe_celsius', 400],
  ['probe_celsius_per_hour', 15_000],
  ['data_age_seconds', 3_600],
];

/** A rule about one event, or one about every probe that never holds. */
function ruleOf(index) {
  const [fact, limit] = NEVER[index % NEVER.length];
  if (index >= CHANNELS * ROUNDS)
    return { name: `Rule ${index}`, fact, above: limit + index, thing_kind: 'probe' };
  return {
    name: `Event ${index}`,
    fact: 'probe_celsius',
    above: HOT + index - 0.5,
    thing_kind: 'probe',
    thing_id: `probe-${index % PROBES}`,
    channels: [`hook-${index % CHANNELS}`],
    sends_resolved: false,
  };
}
