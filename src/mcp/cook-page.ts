/** The parts of the page: the state in words and numbers, and the curve with its caption. */
const MARKUP = `<main>
<h1 id="headline">Waiting for the cooker</h1>
<p id="summary"></p>
<dl id="numbers"></dl>
<ul id="warnings"></ul>
<figure hidden><svg id="curve" viewBox="0 0 600 220" role="img" aria-labelledby="caption"></svg>
<figcaption id="caption"></figcaption></figure>
</main>`;

const STYLE = `:root{color-scheme:light dark;--ink:#1b1b1b;--soft:#5a5a5a;--paper:#fff;--water:#0b6bcb;--target:#b3541e;--alarm:#b3261e}
:root[data-theme=dark]{--ink:#ececec;--soft:#b0b0b0;--paper:#1f1f1f;--water:#7ab8ff;--target:#ffb27a;--alarm:#ff8a80}
@media(prefers-color-scheme:dark){:root:not([data-theme=light]){--ink:#ececec;--soft:#b0b0b0;--paper:#1f1f1f;--water:#7ab8ff;--target:#ffb27a;--alarm:#ff8a80}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,sans-serif}
main{padding:12px;max-width:640px}h1{font-size:1.15em;margin:0 0 4px}p{margin:0 0 8px}
dl{display:flex;flex-wrap:wrap;gap:4px 20px;margin:0 0 8px}dl div{display:flex;flex-direction:column}
dt{color:var(--soft);font-size:.85em}dd{margin:0;font-size:1.2em;font-variant-numeric:tabular-nums}
ul{margin:0 0 8px;padding-left:1.2em;color:var(--alarm)}ul:empty{display:none}
figure{margin:0}svg{width:100%;height:auto}figcaption{color:var(--soft);font-size:.85em}
.water{fill:none;stroke:var(--water);stroke-width:2}.target{fill:none;stroke:var(--target);stroke-dasharray:5 4}
text{fill:var(--soft);font:18px system-ui,sans-serif}`;

/** The program of the page. Texts reach the page as text only, never as markup. */
const PROGRAM = `
'use strict';
const PROTOCOL = '2026-01-26', REFRESH = 10000, SVG = 'http://www.w3.org/2000/svg';
const WIDTH = 600, HEIGHT = 220, MARGIN = 44;
const byId = (id) => document.getElementById(id);
const waiting = new Map();
let lastId = 0, timer, canCall = false, cookId;

const send = (message) => parent.postMessage({ jsonrpc: '2.0', ...message }, '*');
const notify = (method, params) => send({ method, params });
const ask = (method, params) => new Promise((resolve, reject) => {
  const id = ++lastId;
  waiting.set(id, { resolve, reject });
  send({ id, method, params });
});

addEventListener('message', ({ source, data }) => {
  if (source !== parent || data === null || typeof data !== 'object' || data.jsonrpc !== '2.0') return;
  if (data.method === undefined) return settle(data);
  if (data.id !== undefined) return respond(data);
  if (data.method === 'ui/notifications/tool-result') show(data.params);
  if (data.method === 'ui/notifications/host-context-changed') applyContext(data.params);
});

function settle({ id, result, error }) {
  const { resolve, reject } = waiting.get(id) ?? {};
  waiting.delete(id);
  if (error) reject?.(new Error(error.message));
  else resolve?.(result);
}

function respond({ id, method }) {
  if (method === 'ui/resource-teardown') clearTimeout(timer);
  const isKnown = method === 'ui/resource-teardown' || method === 'ping';
  send(isKnown ? { id, result: {} } : { id, error: { code: -32601, message: 'Method not found' } });
}

function applyContext(context) {
  if (context?.theme === 'dark' || context?.theme === 'light') document.documentElement.dataset.theme = context.theme;
}

function show(result) {
  const content = result?.structuredContent;
  if (result?.isError || content === undefined) return showProblem(result);
  if (Array.isArray(content.readings)) showCurve(content);
  else if (typeof content.state === 'string') showStatus(content);
  notify('ui/notifications/size-changed', { height: document.documentElement.scrollHeight });
  refreshLater();
}

function showProblem(result) {
  byId('headline').textContent = 'The cooker could not be read';
  byId('summary').textContent = result?.structuredContent?.message ?? '';
}

const STATES = { idle: 'Idle', preheating: 'Heating up', cooking: 'Cooking', done: 'Time is up, holding the temperature',
  holding: 'Holding the temperature', ice_bath: 'Ice bath', fault: 'Fault', unknown: 'Unknown' };

function showStatus(status) {
  byId('headline').textContent = STATES[status.state] ?? 'Unknown';
  byId('summary').textContent = status.summary ?? '';
  fill('numbers', [
    ['Water', degrees(status.current_temp_celsius)],
    ['Target', degrees(status.target_temp_celsius)],
    ['Time left', minutes(status.time_remaining_minutes)],
    ['Age of the reading', status.reading_age_seconds === null ? 'never seen' : Math.round(status.reading_age_seconds) + ' s'],
  ].map(numberOf));
  const warnings = [...(status.warnings ?? []), ...(status.safety?.warnings ?? [])];
  if (status.device_online === false) warnings.unshift('The cooker is offline: these values are old.');
  else if (status.stale) warnings.unshift('These values are old.');
  fill('warnings', warnings.map((warning) => withText('li', warning)));
  cookId = status.cook?.cook_id;
}

const degrees = (value) => (typeof value === 'number' ? value.toFixed(1) + ' °C' : 'not known');
const minutes = (value) => (typeof value === 'number' ? value + ' min' : 'none');
const fill = (id, children) => byId(id).replaceChildren(...children);

function withText(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function numberOf([name, value]) {
  const pair = document.createElement('div');
  pair.append(withText('dt', name), withText('dd', value));
  return pair;
}

function showCurve({ readings, cook_id: shown }) {
  if (readings.length < 2) return;
  if (byId('summary').textContent === '') byId('headline').textContent = 'The course of the water';
  cookId ??= shown;
  const times = readings.map(({ at }) => Date.parse(at));
  const values = readings.flatMap((one) => [one.water_temp_celsius, one.target_temp_celsius]).filter(Number.isFinite);
  const [low, high] = [Math.min(...values) - 1, Math.max(...values) + 1];
  const x = (time) => MARGIN + ((time - times[0]) / (times.at(-1) - times[0] || 1)) * (WIDTH - MARGIN - 8);
  const y = (value) => 8 + ((high - value) / (high - low)) * (HEIGHT - 32);
  const path = (name) => readings.map((one, at) => [x(times[at]), one[name]])
    .filter(([, value]) => Number.isFinite(value))
    .map(([left, value], at) => (at === 0 ? 'M' : 'L') + left.toFixed(1) + ' ' + y(value).toFixed(1)).join('');
  fill('curve', [
    drawn('path', { class: 'target', d: path('target_temp_celsius') }),
    drawn('path', { class: 'water', d: path('water_temp_celsius') }),
    label(2, y(high - 1) + 4, Math.round(high - 1) + '°'), label(2, y(low + 1) + 4, Math.round(low + 1) + '°'),
    label(MARGIN, HEIGHT - 4, clock(times[0])), label(WIDTH - 8, HEIGHT - 4, clock(times.at(-1)), 'end'),
  ]);
  byId('caption').textContent = 'Water (line) and target (dashes) in °C, from ' + clock(times[0]) + ' to ' +
    clock(times.at(-1)) + '. Last: ' + degrees(readings.at(-1).water_temp_celsius) + '.';
  document.querySelector('figure').hidden = false;
}

const clock = (time) => new Date(time).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

function drawn(name, attributes) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function label(left, top, text, anchor = 'start') {
  const element = drawn('text', { x: left, y: top, 'text-anchor': anchor });
  element.textContent = text;
  return element;
}

function refreshLater() {
  clearTimeout(timer);
  if (canCall) timer = setTimeout(() => void refresh(), REFRESH);
}

const call = (name, given) => ask('tools/call', { name, arguments: given });

async function refresh() {
  try {
    show(await call('get_status', {}));
    if (cookId !== undefined) show(await call('get_cook_curve', { cook_id: cookId }));
  } catch {
    refreshLater();
  }
}

ask('ui/initialize', { appInfo: { name: 'coddle-cook', version: '1.0.0' }, appCapabilities: {}, protocolVersion: PROTOCOL })
  .then((result) => {
    applyContext(result?.hostContext);
    canCall = result?.hostCapabilities?.serverTools !== undefined;
    notify('ui/notifications/initialized', {});
    if (canCall) void refresh();
  });
`;

/** The page that shows a cook: it speaks only with the client that shows it, and needs no network. */
export const COOK_PAGE = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Cook</title><style>${STYLE}</style></head><body>${MARKUP}<script>${PROGRAM}</script></body></html>
`;
