/**
 * The same routes on nothing but node:http and ws, for the bench to compare with. It does the same work on both
 * wires, shows the same responses, and checks the key; it has no safety engine, no framework, and forgives nothing:
 * no product, only a measure of what this machine can do.
 */
import { hash, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { URLSearchParams } from 'node:url';
import { HEALTH, started, status, stopped } from './bare-responses.mjs';
import { BareCloud } from './bare-cloud.mjs';

const { ANOVA_WEBSOCKET_URL, API_KEY, PERSONAL_ACCESS_TOKEN, PORT } = process.env;
const LARGEST_BODY = 16 * 1024;
const POULTRY_FLOOR = 57;
const HOTTEST = 100;
const LONGEST = 5999;
const FIELDS = new Set(['temperature_celsius', 'time_minutes', 'food_type', 'device_id']);

const digest = (key) => hash('sha256', key, 'buffer');
const expected = digest(API_KEY);
const cloud = new BareCloud(ANOVA_WEBSOCKET_URL, PERSONAL_ACCESS_TOKEN);
const cooks = new Map();

/** What went wrong, as the client reads it. */
class Refusal extends Error {
  constructor(code, error, message, details) {
    super(message);
    this.code = code;
    this.body = { error, message, details, request_id: randomUUID() };
  }
}

const ROUTES = new Map([
  ['GET /health', { open: true, respond: () => HEALTH }],
  ['GET /status', { respond: showStatus }],
  ['POST /start-cook', { respond: start }],
  ['POST /stop-cook', { respond: stop }],
]);

createServer((request, response) => {
  handle(request).then(
    (body) => send(response, 200, body),
    (error) =>
      send(response, error.code ?? 500, error.body ?? { error: 'INTERNAL_ERROR', message: error.message }),
  );
}).listen(Number(PORT), '127.0.0.1');

async function handle(request) {
  const { method, url } = request;
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const route = ROUTES.get(`${method} ${path}`);
  if (route === undefined) throw new Refusal(404, 'NOT_FOUND', 'There is nothing here.');
  if (!route.open && !hasKey(request)) throw new Refusal(401, 'UNAUTHORIZED', 'This call needs the key.');
  if (method === 'POST') return route.respond(JSON.parse(await read(request)));
  return route.respond(mark < 0 ? undefined : new URLSearchParams(url.slice(mark)));
}

function hasKey({ headers: { authorization = '' } }) {
  return authorization.startsWith('Bearer ') && timingSafeEqual(digest(authorization.slice(7)), expected);
}

function read(request) {
  return new Promise((resolve, reject) => {
    const chunks = [];
    let size = 0;
    request.on('data', (chunk) => {
      size += chunk.length;
      if (size > LARGEST_BODY) reject(new Refusal(413, 'PAYLOAD_TOO_LARGE', 'The body is too large.'));
      else chunks.push(chunk);
    });
    request.on('end', () => resolve(Buffer.concat(chunks).toString()));
    request.on('error', reject);
  });
}

function send(response, code, body) {
  const text = JSON.stringify(body);
  response.writeHead(code, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(text),
  });
  response.end(text);
}

function showStatus(query) {
  const cooker = choose(query?.get('device_id'));
  return status(cooker, cooks.get(cooker.id));
}

async function start(plan) {
  const { temperature_celsius: target, time_minutes: minutes, food_type: food, device_id: id } = plan;
  assertPlan(plan);
  const cooker = choose(id);
  if (cooker.state.state.mode === 'cook') throw busy(cooker);
  const cook = { id: randomUUID(), target, minutes, food, startedAt: new Date() };
  cooks.set(cooker.id, cook);
  return started(await cloud.start(cooker, target, minutes), cook);
}

async function stop({ device_id: id }) {
  const cooker = choose(id);
  if (cooker.state.state.mode === 'idle') throw new Refusal(404, 'NO_ACTIVE_COOK', 'Nothing is cooking.');
  const after = await cloud.stop(cooker);
  const cook = cooks.get(cooker.id);
  cooks.delete(cooker.id);
  return stopped(after, cook);
}

function choose(id) {
  const cooker = cloud.cookers.get(id);
  if (cooker?.state === undefined) throw new Refusal(404, 'DEVICE_NOT_FOUND', 'There is no such cooker.');
  return cooker;
}

function assertPlan(plan) {
  const { temperature_celsius: target, time_minutes: minutes, food_type: food } = plan;
  const known = Object.keys(plan).every((field) => FIELDS.has(field));
  const timed = Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST;
  if (!known || !timed || typeof food !== 'string' || !(target <= HOTTEST)) {
    throw new Refusal(400, 'VALIDATION_ERROR', 'This is no plan.');
  }
  if (target >= POULTRY_FLOOR) return;
  const message = `${food} at ${target} °C is refused: poultry needs at least ${POULTRY_FLOOR} °C.`;
  const details = {
    field: 'temperature_celsius',
    received: target,
    minimum: POULTRY_FLOOR,
    food_class: 'poultry',
  };
  throw new Refusal(400, 'POULTRY_TEMP_UNSAFE', message, details);
}

function busy({ id, name, state: { nodes } }) {
  const target = nodes.waterTemperatureSensor.setpoint.celsius;
  const left = Math.ceil(nodes.timer.initial / 60);
  const message = `${name} is already cooking at ${target} °C, ${left} min left. Stop that cook first.`;
  const details = {
    device_id: id,
    started_by: 'coddle',
    target_temp_celsius: target,
    time_remaining_minutes: left,
    cook_id: cooks.get(id)?.id,
  };
  return new Refusal(409, 'DEVICE_BUSY', message, details);
}
