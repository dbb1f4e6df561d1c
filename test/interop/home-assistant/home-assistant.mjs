/**
 * A real Home Assistant as a program of its own, and the part of its API that a user's browser uses: sign-in, set-up of
 * the MQTT integration, states, registry, actions.
 */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import WebSocket from 'ws';
import { freePort } from './programs.mjs';
import { until } from './until.mjs';

const OWNER = { name: 'owner', password: 'only-for-the-interop-run' };
/** How long it may take to open, in ms: at the first start it compiles its code. */
const STARTING = 300_000;

export class HomeAssistant {
  /** @param {import('./python-environment.mjs').PythonEnvironment} python */
  constructor(python) {
    this.python = python;
    this.folder = join(python.root, 'config');
    this.calls = 0;
  }

  /**
   * Writes its settings into an empty folder, and makes its owner.
   * @param {{ automations: string, dashboard: string, name: string }} given YAML, and the address of the dashboard
   */
  async prepare({ automations, dashboard, name }) {
    const port = await freePort();
    this.url = `http://127.0.0.1:${port}`;
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, 'configuration.yaml'), settings(port, name));
    writeFileSync(join(this.folder, 'automations.yaml'), automations);
    writeFileSync(join(this.folder, 'dashboard.yaml'), dashboard);
    const words = ['-c', this.python.inside(this.folder), 'add', OWNER.name, OWNER.password];
    await this.python.run('hass', ['--script', 'auth', ...words]);
  }

  async start() {
    this.child = this.python.spawn('hass', ['-c', this.python.inside(this.folder)]);
    const log = createWriteStream(join(this.python.root, 'home-assistant.log'), { flags: 'a' });
    this.child.stdout.pipe(log);
    this.child.stderr.pipe(log);
    await until(() => this.isOpen(), STARTING);
    this.token = await this.signIn();
    await until(async () => (await this.get('/api/config')).state === 'RUNNING', STARTING);
    this.socket = await this.openSocket();
    // Newer releases take an address of the settings on trial, and go back and start again unless somebody confirms it.
    await this.ask('http/config/promote').catch((error) => {
      if (!String(error).includes('unknown_command')) throw error;
    });
  }

  async stop() {
    this.socket?.terminate();
    const { child } = this;
    if (child === undefined || child.exitCode !== null) return;
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await Promise.race([closed, pause(30_000).then(() => child.kill('SIGKILL'))]);
    await closed;
  }

  /** Sets the MQTT integration up, as its form does. */
  async connect({ port, name, password }) {
    const begun = await this.post('/api/config/config_entries/flow', { handler: 'mqtt' });
    const usual = { set_client_cert: false, set_ca_cert: 'off', tls_insecure: false, transport: 'tcp' };
    const broker = {
      broker: '127.0.0.1',
      port,
      protocol: '5',
      username: name,
      password,
      other_settings: usual,
    };
    const result = await this.post(`/api/config/config_entries/flow/${begun.flow_id}`, broker);
    if (result.type !== 'create_entry')
      throw new Error(`Home Assistant does not take the broker: ${JSON.stringify(result)}`);
  }

  /** All states, by entity id. */
  async states() {
    const list = await this.get('/api/states');
    return new Map(list.map((one) => [one.entity_id, one]));
  }

  /** The entries of its registry that MQTT made. */
  async entities() {
    const list = await this.ask('config/entity_registry/list');
    return list.filter(({ platform }) => platform === 'mqtt');
  }

  /** What it shows its user as notifications. */
  notifications() {
    return this.ask('persistent_notification/get');
  }

  devices() {
    return this.ask('config/device_registry/list');
  }

  /** Runs an action, as a button on a dashboard does. */
  act(domain, action, data) {
    return this.post(`/api/services/${domain}/${action}`, data);
  }

  /** Asks over its WebSocket. */
  ask(type, fields = {}) {
    const id = ++this.calls;
    return new Promise((resolve, reject) => {
      const hear = (text) => {
        const message = JSON.parse(String(text));
        if (message.id !== id) return;
        this.socket.off('message', hear);
        if (message.success) resolve(message.result);
        else reject(new Error(`${type}: ${JSON.stringify(message.error)}`));
      };
      this.socket.on('message', hear);
      this.socket.send(JSON.stringify({ id, type, ...fields }));
    });
  }

  /**
   * Hears a topic as its own page for MQTT does.
   * @returns {Promise<any[]>} the messages as JSON, which grows
   */
  async hear(topic) {
    const id = this.calls + 1;
    const heard = [];
    this.socket.on('message', (text) => {
      const message = JSON.parse(String(text));
      if (message.id === id && message.type === 'event') heard.push(JSON.parse(message.event.payload));
    });
    await this.ask('mqtt/subscribe', { topic });
    return heard;
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, body) {
    return this.call('POST', path, body);
  }

  async call(method, path, body) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.token}` };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(this.url + path, { method, headers, ...sent });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }

  async isOpen() {
    if (this.child.exitCode !== null) throw new Error('Home Assistant ended; its log says why');
    try {
      return (await fetch(`${this.url}/api/`)).status === 401;
    } catch {
      return false;
    }
  }

  async signIn() {
    const client = { client_id: `${this.url}/` };
    const begin = { ...client, handler: ['homeassistant', null], redirect_uri: `${this.url}/` };
    const { flow_id: flow } = await this.post('/auth/login_flow', begin);
    const credentials = { ...client, username: OWNER.name, password: OWNER.password };
    const { result } = await this.post(`/auth/login_flow/${flow}`, credentials);
    const form = new globalThis.URLSearchParams({
      ...client,
      grant_type: 'authorization_code',
      code: result,
    });
    const response = await fetch(`${this.url}/auth/token`, { method: 'POST', body: form });
    return (await response.json()).access_token;
  }

  async openSocket() {
    const socket = new WebSocket(`${this.url.replace('http', 'ws')}/api/websocket`);
    await once(socket, 'message');
    socket.send(JSON.stringify({ type: 'auth', access_token: this.token }));
    const [text] = await once(socket, 'message');
    if (JSON.parse(String(text)).type !== 'auth_ok') throw new Error('Home Assistant refuses its own token');
    return socket;
  }
}

/** Few parts, so that it starts quickly: no analytics, no search for devices of the network. */
const settings = (port, dashboard) => `homeassistant:
  name: Interop
  country: DE
  time_zone: UTC
  unit_system: metric
http:
  server_host: 127.0.0.1
  server_port: ${port}
api:
config:
history:
lovelace:
  dashboards:
    ${dashboard}:
      mode: yaml
      filename: dashboard.yaml
      title: Example
automation: !include automations.yaml
logger:
  default: warning
  logs:
    homeassistant.components.mqtt: info
`;
