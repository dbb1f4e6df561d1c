import { CookingService } from '../../src/cooking/cooking.service.js';
import { CoddleError } from '../../src/shared/errors.js';
import {
  addedMessage,
  errorMessage,
  listMessage,
  okMessage,
  refusalMessage,
  removedMessage,
  userStateMessage,
} from '../../src/simulator/messages.js';
import type { Json } from '../harness/api.js';
import { makePrincipal } from '../harness/principals.js';
import type { Chance } from './chance.js';
import { fault, holds, same } from './fault.js';
import { mutated, TEXT_CHANGES } from './mutations.js';
import { FaultHarness, turns } from './fault-harness.js';

/** Turns of the event loop in which a frame is surely received. */
const HEARD = 10;
const PLAN = { temperature_celsius: 65, time_minutes: 300, food_type: 'chicken' };

/** Real messages of the cloud; most of them states. */
const MESSAGES: readonly ((harness: FaultHarness) => unknown)[] = [
  ({ cooker }) => cooker.report(),
  ({ cooker }) => cooker.report(),
  ({ cooker }) => cooker.report(),
  ({ cloud }) => listMessage(cloud.cookers.map(({ identity }) => identity)),
  ({ cooker }) => addedMessage(cooker.identity),
  ({ cooker }) => removedMessage(cooker.identity),
  () => userStateMessage(),
  () => okMessage('unknown-request'),
  () => refusalMessage('unknown-request', 'anova-eyJ0.secret'),
  () => errorMessage('something'),
  ({ cooker }) => ({ command: 'EVENT_APC_SOMETHING', payload: { cookerId: cooker.id } }),
];

/** A frame of text, made by hand, so that it may hold bytes that are no text; undefined bytes are no frame at all. */
function textFrame(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Math.min(bytes.length, 0xffff));
  return Buffer.concat([Buffer.from([0x81, 126]), length, bytes.subarray(0, 0xffff)]);
}

/** Frames that no WebSocket may carry, or that are too large: the connection ends and is reopened. */
function breakLine({ cloud, cooker }: FaultHarness, chance: Chance): void {
  const text = Buffer.from(JSON.stringify(cooker.report()));
  const cut = chance.whole(1, text.length - 1);
  const noText = Buffer.concat([text.subarray(0, cut), Buffer.from([0xc3, 0x28]), text.subarray(cut)]);
  chance.pick([
    () => cloud.connections.sendHugeFrame(),
    () => cloud.connections.write(textFrame(noText)),
    () => cloud.connections.write(chance.bytes(chance.whole(2, 60))),
  ])();
}

/** A real message with some changes, as text. */
function fuzzed(harness: FaultHarness, chance: Chance): string {
  const text = JSON.stringify(mutated(chance.pick(MESSAGES)(harness), chance.whole(0, 4), chance)) ?? '';
  return chance.happens(0.3) ? chance.pick(TEXT_CHANGES)(text, chance) : text;
}

const ABOUT_COOKERS = [
  'EVENT_APC_STATE',
  'EVENT_APC_WIFI_LIST',
  'EVENT_APC_WIFI_ADDED',
  'EVENT_APC_WIFI_REMOVED',
];

/** What a frame may rightly change: nothing, what is known of the cookers, or that ours is idle. */
function meaning(text: string): 'nothing' | 'cookers' | 'idle' {
  try {
    const message = JSON.parse(text) as {
      command: string;
      payload?: { state?: Record<string, { mode?: unknown }> };
    };
    if (!ABOUT_COOKERS.includes(message.command)) return 'nothing';
    const state = message.payload?.state;
    return state?.['state']?.mode === 'idle' || state?.['job']?.mode === 'IDLE' ? 'idle' : 'cookers';
  } catch {
    return 'nothing';
  }
}

/** What is shown of the cook. */
const shown = ({ state, is_running: running, target_temp_celsius: target, cook }: Json) => ({
  state,
  running,
  target,
  cook: (cook as Json | null)?.['cook_id'],
});

/** The status as its route gives it, or the error; over the network only now and then, since that takes most of the time. */
async function look(harness: FaultHarness, chance: Chance): Promise<Json> {
  if (chance.happens(0.05)) return harness.status();
  try {
    return { ...harness.testApp.app.get(CookingService, { strict: false }).status(makePrincipal()) };
  } catch (error) {
    if (!(error instanceof CoddleError)) throw error;
    return { error: error.code };
  }
}

const REFUSALS = [undefined, 'DEVICE_NOT_FOUND', 'NO_DEVICE', 'DEVICE_AMBIGUOUS', 'DEVICE_UNSUPPORTED'];

async function tryFrame(harness: FaultHarness, chance: Chance): Promise<void> {
  const before = shown(await look(harness, chance));
  const frame = fuzzed(harness, chance);
  harness.cloud.connections.send(chance.happens(0.05) ? Buffer.from(frame) : frame);
  await turns(HEARD);
  const status = await look(harness, chance);
  const means = meaning(frame);
  if (means === 'nothing') same(`what is shown after ${brief(frame)}`, shown(status), before);
  holds(
    `the status is read after ${brief(frame)}`,
    REFUSALS.includes(status['error'] as string | undefined),
    status,
  );
  if (means !== 'idle') holds(`it is not idle after ${brief(frame)}`, status['state'] !== 'idle', status);
}

const brief = (frame: string) => (frame.length > 1_500 ? `${frame.slice(0, 1_500)}…` : frame);

/** After any frames, the next valid state counts. */
async function assertRecovers(harness: FaultHarness): Promise<void> {
  await harness.passUntil('the connection is back', 70_000, () => harness.known.link === 'connected');
  const { connections, cookers } = harness.cloud;
  connections.send(listMessage(cookers.map(({ identity }) => identity)));
  connections.send(harness.cooker.report());
  await turns(HEARD);
  same('after a valid frame', harness.known.cookers.get(harness.cooker.id)?.latest?.reading.running, true);
}

export const fuzzedFrames = fault({
  row: 13,
  name: 'garbage, mistyped, deep and huge frames',
  full: 100_000,
  small: 1_500,
  perStage: 2_500,
  open: async () => {
    const harness = await FaultHarness.open();
    same('started', (await harness.start(PLAN)).status, 200);
    return harness;
  },
  attempt: async (harness, chance) => {
    if (chance.happens(0.003)) breakLine(harness, chance);
    else await tryFrame(harness, chance);
    await assertRecovers(harness);
    if (chance.happens(0.02)) same('/health', (await harness.call('GET', '/health')).status, 200);
    if (chance.happens(0.02)) await harness.pass(2_000);
  },
});
