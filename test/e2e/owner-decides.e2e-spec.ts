import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { OwnerPassword } from '../../src/auth/owner/owner-password.js';
import { approvalsCommand } from '../../src/cli/approvals-command.js';
import { armCommand, armingsCommand, disarmCommand } from '../../src/cli/arm-command.js';
import type { CliCommand } from '../../src/cli/cli-program.js';
import { AskingClient } from '../harness/asking-client.js';
import { letPass } from '../harness/journey.js';
import { OwnerAtTerminal, type Outcome } from '../harness/owner-at-terminal.js';
import { until } from '../harness/until.js';

const PASSWORD = 'four words to remember';
const NEEDS_PERSON = 'Only a person at a terminal can do this: no pipe, script or option does.';

describe('The owner at a terminal', () => {
  let client: AskingClient;
  const open = async () => {
    client = await AskingClient.open();
    await until(() => existsSync(join(client.testApp.data.path, 'owner.sock')), true);
  };
  beforeEach(async () => {
    await open();
    await client.testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
  });
  afterEach(() => client.close());

  /** Lets time pass for the server while the program runs. */
  const run = async (command: CliCommand, argv: readonly string[], typed?: string): Promise<Outcome> => {
    let isDone = false;
    const terminal = new OwnerAtTerminal(client.testApp.data.path);
    const words = typed === undefined ? undefined : [typed];
    const ran = terminal.run(command, argv, words).finally(() => (isDone = true));
    while (!isDone) await letPass(client.testApp, 500);
    return ran;
  };

  it('sees the exact plan and the verdict, and the words of the client as quoted text', async () => {
    const id = await client.ask({ thickness_mm: 30 });
    const { out, asked } = await run(approvalsCommand, ['list']);
    expect(asked).toEqual([]);
    expect(out).toContain(id);
    expect(out).toMatch(/Asked by: +“tablet”\n +Food: +“chicken”, judged as poultry\n +Water: +65 °C\n/);
    expect(out).toMatch(/Time: +90 minutes\n +Thickest point: +30 mm\n/);
    expect(out).toMatch(/Verdict: +Safe: the food will be pasteurised\.\n/);
  });

  it('approves with the password, after the plan was shown, and sees the outcome', async () => {
    const id = await client.ask();
    const { out, asked, refusal } = await run(approvalsCommand, ['approve', id.slice(0, 8)], PASSWORD);
    expect([refusal, asked]).toEqual([undefined, ["The owner's password: "]]);
    expect(out).toMatch(/Food: .*\n[^]*was approved by the owner, and the cook has started\.\n$/);
    expect(client.starts).toBe(1);
    expect((await client.get(id)).body).toMatchObject({ status: 'started' });
  });

  it('denies', async () => {
    const id = await client.ask();
    expect((await run(approvalsCommand, ['deny', id], PASSWORD)).out).toMatch(/was denied by the owner/);
    expect((await client.get(id)).body).toMatchObject({ status: 'denied' });
  });

  it.each(['wrong', ''])('changes nothing with the password %j', async (typed) => {
    const id = await client.ask();
    const { refusal } = await run(approvalsCommand, ['approve', id], typed);
    expect(refusal).toBe("That is not the owner's password.");
    expect((await run(armCommand, ['tablet', '4h'], typed)).refusal).toBe(refusal);
    expect((await client.get(id)).body).toMatchObject({ status: 'pending' });
    expect(await client.armings.list()).toEqual([]);
    expect(client.starts).toBe(0);
  });

  it.each([
    ['approvals approve', approvalsCommand, ['approve', 'x']],
    ['approvals deny', approvalsCommand, ['deny', 'x']],
    ['arm', armCommand, ['tablet', '4h']],
    ['disarm', disarmCommand, []],
  ] as const)('is a person: %s refuses a pipe', async (_name, command, argv) => {
    expect(await run(command, argv)).toMatchObject({ refusal: NEEDS_PERSON, asked: [] });
  });

  it('cannot approve or arm without a password that is set, so that no assistant with a shell can', async () => {
    await client.close();
    await open();
    const id = await client.ask();
    const refusal = expect.stringMatching(/set one with coddle owner set-password/) as string;
    expect(await run(approvalsCommand, ['approve', id], '')).toMatchObject({ refusal });
    expect(await run(armCommand, ['tablet', '4h'], '')).toMatchObject({ refusal });
    expect(client.starts).toBe(0);
  });

  it('arms a client, which then starts without asking, and disarms it', async () => {
    const armed = await run(armCommand, ['tablet', '4h', '--starts', '2'], PASSWORD);
    expect(armed.out).toMatch(/tablet is armed on Kitchen for 2 starts until 2026-03-01T16:0\dZ\.\n$/);
    expect((await run(armingsCommand, [])).out).toMatch(/^tablet is armed on Kitchen/);
    const { body } = await client.testApp.api.get('/status');
    const { id } = client.testApp.cooker.identity;
    expect(body['armed']).toEqual([
      {
        principal: 'tablet',
        device_id: id,
        until: expect.stringMatching(/^2026-03-01T16/) as string,
        starts_left: 2,
      },
    ]);
    expect(await client.start()).toMatchObject({ status: 200, body: { status: 'started' } });
    expect((await run(disarmCommand, ['tablet'], PASSWORD)).out).toBe('Ended: 1 arming.\n');
    expect((await run(disarmCommand, [], PASSWORD)).out).toBe('Nothing was armed.\n');
    expect((await run(armingsCommand, [])).out).toBe('No client is armed.\n');
  });

  it.each([
    ['a client that does not exist', ['attic', '4h'], /^There is no key or client "attic"/],
    ['a key that starts without asking', ['default', '4h'], /starts cooks without asking/],
    ['a cooker that does not exist', ['tablet', '4h', '--device', 'x'], /has no cooker with this device_id/],
    ['more than a day', ['tablet', '25h'], /^The time is at most 24 hours/],
    ['no time', ['tablet', '0h'], /^The time is at most 24 hours/],
    ['no start', ['tablet', '4h', '--starts', '0'], /^The number of starts is 1 to 20/],
  ])('cannot arm %s', async (_what, argv, refusal) => {
    expect(await run(armCommand, argv, PASSWORD)).toMatchObject({
      refusal: expect.stringMatching(refusal) as string,
    });
    expect(await client.armings.list()).toEqual([]);
  });
});
