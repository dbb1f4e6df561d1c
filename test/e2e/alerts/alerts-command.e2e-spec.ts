import { alertsCommand } from '../../../src/cli/alerts-command.js';
import { EndedError, type CliError } from '../../../src/cli/cli.errors.js';
import { AlertJourney } from '../../harness/alert-journey.js';
import { chicken, letPass, responseOf } from '../../harness/journey.js';
import { API_KEY } from '../../harness/test-app.js';
import { TestMachine } from '../../harness/test-machine.js';

describe('coddle alerts, with a running server', () => {
  let journey: AlertJourney;
  beforeEach(async () => {
    journey = await AlertJourney.open();
  });
  afterEach(() => journey.close());

  /** What the command prints, while time passes for the server. */
  const run = async (...words: string[]): Promise<{ out: string; code: number; refusal?: string }> => {
    const machine = new TestMachine();
    const port = new URL(journey.testApp.url).port;
    machine.write('/etc/coddle/coddle.env', `API_KEY=${API_KEY}\nPORT=${port}\n`);
    let isDone = false;
    const ran = alertsCommand(machine.io({ fetch }))
      .parseAsync(words, { from: 'user' })
      .then(
        () => ({ code: 0 }),
        (error: unknown) =>
          error instanceof EndedError
            ? { code: error.exitCode }
            : { code: 1, refusal: (error as CliError).message },
      )
      .finally(() => (isDone = true));
    while (!isDone) await letPass(journey.testApp, 200);
    const ended = await ran;
    machine.clear();
    return { out: machine.out, ...ended };
  };

  it('lists an alert, shows its attempts, and acknowledges it', async () => {
    const { testApp } = journey;
    await responseOf(testApp, testApp.api.post('/start-cook', chicken({})));
    const { alert_id: id } = await journey.untilSent('target-reached');
    expect((await run('list')).out).toMatch(new RegExp(`^${id}  firing, info, since 2026-03-01T`, 'm'));
    const shown = (await run('show', id)).out;
    expect(shown).toContain('\n  Rule: target-reached\n');
    expect(shown).toMatch(/^ {2}webhook: firing, sent$/m);
    expect((await run('acknowledge', id.slice(0, 8))).out).toContain('cknowledged');
    expect((await run('show', id)).out).toMatch(/^ {2}Acknowledged: 2026-03-01T\S+ by \S/m);
    expect((await run('list')).out).toContain(`${id}  acknowledged`);
  }, 60_000);

  it('lists rules and channels, and tests a channel', async () => {
    expect((await run('rules')).out).toMatch(/^timer-too-early {2}on, about safety: /m);
    expect((await run('channels')).out).toBe('webhook  127.0.0.1, nothing sent lately\n');
    expect((await run('test', 'webhook')).code).toBe(0);
    expect(journey.sink.requests).toHaveLength(1);
    journey.sink.usual = { status: 500 };
    const failed = await run('test', 'webhook');
    expect(failed.code).toBe(1);
    expect(failed.out).toContain('127.0.0.1 responded with status 500');
    expect((await run('test', 'pager')).refusal).toMatch(/^No channel of that name/);
  }, 60_000);
});
