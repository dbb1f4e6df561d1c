import { captureTerminal } from '../../test/harness/captured-terminal.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { RawClient } from '../../test/harness/raw-client.js';
import { simulate } from './simulate.js';

describe('simulate', () => {
  it('explains its options', async () => {
    const { terminal, out } = captureTerminal(new DrivenClock());
    expect(await simulate(['--help'], terminal)).toBe(0);
    expect(out.text).toContain('--litres');
  });

  it.each([
    [['--speed', 'fast'], '--speed takes a number from 1 to 3600'],
    [['--speed', ''], '--speed takes a number'],
    [['--cookers', '1.5'], '--cookers takes a whole number from 0 to 20'],
    [['--port', '70000'], '--port takes a whole number from 0 to 65535'],
    [['--colour', 'red'], "Unknown option '--colour'"],
  ])('refuses %j', async (args, words) => {
    const { terminal, err } = captureTerminal(new DrivenClock());
    expect(await simulate(args, terminal)).toBe(1);
    expect(err.text).toContain(words);
  });

  it('serves the requested cookers, says where and that they are simulated, and ends on a signal', async () => {
    const { terminal, out, end } = captureTerminal(new DrivenClock());
    const args = ['--port', '0', '--type', 'pro', '--cookers', '2', '--water', '40', '--speed', '10'];
    const over = simulate(args, terminal);
    await out.says('Ctrl-C');
    expect(out.text).toContain('SIMULATED');
    expect(out.text).toContain('; simulated time runs 10 times faster.\n');
    expect(out.text).toContain('PERSONAL_ACCESS_TOKEN=anova-simulated');
    const url = /ANOVA_WEBSOCKET_URL=(ws:\S+)/.exec(out.text)![1]!;
    const client = await RawClient.connect(url, { token: 'anova-simulated' });
    expect((await client.nextOf('EVENT_APC_WIFI_LIST')).payload).toMatchObject([
      { type: 'pro' },
      { type: 'pro' },
    ]);
    end();
    expect(await over).toBe(0);
    expect(await client.closed).toBe(1006);
  });

  it('pushes as rarely as the real cloud when time runs as fast as on the wall', async () => {
    const clock = new DrivenClock();
    const { terminal, out, end } = captureTerminal(clock);
    const over = simulate(['--port', '0', '--speed', '1'], terminal);
    await out.says('Ctrl-C');
    expect(out.text).toContain('; simulated time runs at real speed.\n');
    const url = /ANOVA_WEBSOCKET_URL=(ws:\S+)/.exec(out.text)![1]!;
    const client = await RawClient.connect(url, { token: 'anova-simulated' });
    await client.nextOf('EVENT_APC_STATE');
    const before = client.messages.length;
    clock.advance(1999);
    await client.settle();
    expect(client.messages).toHaveLength(before);
    clock.advance(1);
    await client.nextOf('EVENT_APC_STATE');
    end();
    await over;
  });

  it('does not show a token that could be a real one', async () => {
    const { terminal, out, end } = captureTerminal(new DrivenClock());
    const over = simulate(['--port', '0', '--token', 'anova-precious'], terminal);
    await out.says('Ctrl-C');
    end();
    expect(await over).toBe(0);
    expect(out.text).not.toContain('precious');
  });

  it('says that its port is taken', async () => {
    const first = captureTerminal(new DrivenClock());
    const over = simulate(['--port', '0'], first.terminal);
    await first.out.says('Ctrl-C');
    const port = /ws:\/\/127\.0\.0\.1:(\d+)/.exec(first.out.text)![1]!;
    const second = captureTerminal(new DrivenClock());
    expect(await simulate(['--port', port], second.terminal)).toBe(1);
    expect(second.err.text).toContain('EADDRINUSE');
    first.end();
    await over;
  });
});
