import fc from 'fast-check';
import { cooking, frame, idle, stateFrame, thirdGeneration } from '../../../test/harness/cooker-messages.js';
import { AnovaGatewayHarness, TOKEN } from '../../../test/harness/anova-gateway-harness.js';

const COMMANDS = [
  'EVENT_APC_STATE',
  'EVENT_APC_WIFI_LIST',
  'EVENT_APC_WIFI_ADDED',
  'EVENT_APC_WIFI_REMOVED',
  'EVENT_APO_STATE',
  'RESPONSE',
  'ERROR',
  'constructor',
];

const anyFrame = fc.oneof(
  fc.string(),
  fc.json(),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(fc.constantFrom(...COMMANDS), fc.jsonValue()).map(([command, payload]) => frame(command, payload)),
  fc.jsonValue().map((state) => stateFrame(state, 'cooker-2')),
);

describe('Garbage from the cloud', () => {
  let account: AnovaGatewayHarness;

  beforeEach(async () => {
    account = await AnovaGatewayHarness.connected();
  });

  afterEach(() => account.end());

  const reading = () => account.cooker.account.cookers.get('cooker-1')?.latest?.reading;

  it('of any shape breaks neither the connection nor later messages, and makes no cooker idle', async () => {
    let water = 20;
    await fc.assert(
      fc.asyncProperty(fc.array(anyFrame, { minLength: 1, maxLength: 10 }), async (garbage) => {
        account.greet();
        await account.push(stateFrame(cooking({ water: (water -= 0.1) })), ...garbage);
        const known = reading();
        // A list may have removed the cooker; no message can change it otherwise.
        if (known) expect(known).toMatchObject({ mode: 'cooking', running: true, water });
        expect(account.cooker.account.link).toBe('connected');
      }),
      { numRuns: 200 },
    );
    expect(account.cloud.connections).toHaveLength(1);
    expect(account.cloud.received).toEqual([]);
  });

  it('is logged once for each kind, and never with the token', async () => {
    await account.push(...Array<string>(50).fill('{'), ...Array<string>(50).fill(frame(`NEWS ${TOKEN}`, {})));
    expect(account.log.at('warn')).toEqual([
      expect.stringContaining('an unknown message: unreadable (said once)'),
      expect.stringContaining('an unknown message: NEWS anova-*** (said once)'),
    ]);
  });

  it('does not fill the log when every piece of it is new', async () => {
    await account.push(...Array.from({ length: 1_000 }, (_, index) => frame(`NEWS ${index}`, {})));
    expect(account.log.at('warn').length).toBeLessThanOrEqual(200);
    expect(account.log.at('warn').length).toBeGreaterThan(100);
  });

  it('in a readable state is reported as unknown, and logged once', async () => {
    const spinning = stateFrame(thirdGeneration({ mode: 'spinning', stage: 'running' }));
    await account.push(spinning, spinning);
    expect(reading()).toMatchObject({ mode: 'unknown', running: true });
    expect(account.log.at('warn')).toEqual([expect.stringContaining('mode spinning, stage running')]);
  });

  it('in place of a state leaves the reading unchanged, and the cooker can no longer be started', async () => {
    await account.push(stateFrame(cooking({ water: 20.5 })));
    await account.push(stateFrame({ shape: 'new' }));
    expect(account.cooker.account.cookers.get('cooker-1')).toMatchObject({
      supported: false,
      latest: { reading: { mode: 'cooking', water: 20.5 }, sequence: 2 },
    });
    expect(account.log.at('warn')).toEqual([expect.stringContaining('a state that cannot be read')]);
  });

  it('that makes a listener fail is logged once, and the next message is processed', async () => {
    const now = jest.spyOn(account.clock, 'now');
    now.mockImplementation(() => {
      throw new Error(`no time for ${TOKEN}`);
    });
    await account.push(stateFrame(cooking()), stateFrame(cooking()));
    now.mockRestore();
    await account.push(stateFrame(idle({ water: 21 })));
    expect(reading()).toMatchObject({ mode: 'idle', water: 21 });
    expect(account.log.at('error')).toEqual([
      expect.stringContaining('could not be taken: Error: no time for anova-***'),
    ]);
  });

  it('of more than 1 MiB closes the connection, which is reopened, and refreshes no reading', async () => {
    const { latest } = account.cooker.account.cookers.get('cooker-1')!;
    account.cloud.connection.send('x'.repeat(1024 * 1024 + 1));
    await new Promise((resolve) => account.cloud.connection.once('close', resolve));
    account.clock.advance(500);
    expect(account.cooker.account.cookers.get('cooker-1')!.latest).toBe(latest);
    expect(account.heard.slice(-1)).toEqual(['down']);
    expect(account.log.at('warn')).toEqual([expect.stringContaining('WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')]);
  });
});
