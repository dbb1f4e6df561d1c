import { TestMachine, type Responses } from '../../test/harness/test-machine.js';
import { alertsCommand } from './alerts-command.js';
import { CliError, EndedError, UsageError } from './cli.errors.js';

const SERVER = 'http://127.0.0.1:5001';
const KEY = 'k'.repeat(40);
const SECRETS = { personal_access_token: 'anova-of-a-test', api_key: KEY };
const ID = '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11';
const OTHER = '5f0c1d0e-0000-4a52-9f5e-2b6b1b8f4c11';
const ALERT = {
  ...{ alert_id: ID, rule_id: 'low-water', is_safety: true, severity: 'warning', state: 'firing' },
  ...{ pending_since: '2026-03-01T11:59:00Z', fired_at: '2026-03-01T12:00:10Z' },
  ...{ acknowledged_at: null, acknowledged_by: null, resolved_at: null },
  summary: 'Kitchen: the water is too low.\u001b[2J',
};
const DELIVERY = {
  ...{ channel: 'ntfy', notice: 'firing', state: 'waiting', maybe_twice: true },
  next_attempt_at: '2026-03-01T12:05:00Z',
  attempts: [{ at: '2026-03-01T12:00:11Z', result: 'failed', why: 'ntfy.sh responded with status 500.' }],
};

describe('coddle alerts', () => {
  let machine: TestMachine;
  let requests: Request[];
  afterEach(() => machine.clear());

  /** A machine whose server responds so, by method and path. */
  const open = (routes: Readonly<Record<string, unknown>>, status = 200) => {
    requests = [];
    const responses: Responses = {};
    for (const [path, body] of Object.entries(routes))
      responses[`${SERVER}${path}`] = (request) => {
        requests.push(request);
        return Response.json(body, { status });
      };
    machine = new TestMachine({}, responses);
    machine.write('/etc/coddle/credentials.json', JSON.stringify(SECRETS));
    machine.write('/etc/coddle/coddle.env', 'PORT=5001\n');
  };
  const run = async (...words: string[]): Promise<string> => {
    await alertsCommand(machine.io()).parseAsync(words, { from: 'user' });
    return machine.out;
  };
  const listing = (...alerts: object[]) => ({ alerts, next_cursor: null, summary: '' });
  const OPEN = '/alerts?state=open&limit=100';
  const ALL = '/alerts?state=all&limit=100';

  it('lists the open alerts, and shows no sign that steers the terminal', async () => {
    open({ [OPEN]: listing(ALERT) });
    expect(await run('list')).toBe(
      `${ID}  firing, warning, since 2026-03-01T12:00Z: Kitchen: the water is too low.·[2J\n`,
    );
    expect(requests[0]!.headers.get('authorization')).toBe(`Bearer ${KEY}`);
  });

  it('says that none is open, or that there was none', async () => {
    open({ [OPEN]: listing(), [ALL]: { ...listing(), next_cursor: 'a' } });
    expect(await run('list')).toBe('No alert is open.\n');
    expect(await run('list', '--all')).toContain('There was no alert.\nThere are older ones');
  });

  it('shows every attempt of an alert', async () => {
    const acknowledged = { acknowledged_at: '2026-03-01T12:04:00Z', acknowledged_by: 'phone' };
    open({ [`/alerts/${ID}`]: { ...ALERT, ...acknowledged, deliveries: [DELIVERY] } });
    expect((await run('show', ID)).split('\n').slice(1)).toEqual([
      '  Rule: low-water, about safety',
      '  Acknowledged: 2026-03-01T12:04Z by phone',
      '  ntfy: firing, waiting, next attempt 2026-03-01T12:05Z, may have arrived twice',
      '    2026-03-01T12:00Z  failed: ntfy.sh responded with status 500.',
      '',
    ]);
  });

  it('acknowledges by the beginning of an id', async () => {
    const path = `/alerts/${ID}/acknowledge`;
    open({ [ALL]: listing(ALERT, { ...ALERT, alert_id: OTHER }), [path]: { summary: 'Acknowledged.' } });
    expect(await run('acknowledge', '5F0C1D0E-7')).toBe('Acknowledged.\n');
    expect(requests.at(-1)).toMatchObject({ method: 'POST', url: `${SERVER}${path}` });
  });

  it('asks for more of an id that several begin with, and refuses what is none', async () => {
    open({ [ALL]: listing(ALERT, { ...ALERT, alert_id: OTHER }) });
    await expect(run('acknowledge', '5f0c')).rejects.toThrow('type more of it');
    await expect(run('show', 'ffff')).rejects.toThrow('coddle alerts list --all');
    await expect(run('show', '../keys')).rejects.toThrow(UsageError);
  });

  it('lists rules and channels', async () => {
    const rule = { rule_id: 'low-water', enabled: true, is_safety: true, summary: 'The water is low.' };
    const last = { at: '2026-03-01T12:00:00Z', result: 'failed', why: 'mail.example.org cannot be found.' };
    open({
      '/alert-rules': { rules: [rule, { ...rule, rule_id: 'mine', enabled: false, is_safety: false }] },
      '/alert-channels': {
        channels: [
          { name: 'ntfy', kind: 'ntfy', target: 'ntfy.sh', last_result: null },
          { name: 'work', kind: 'email', target: 'mail.example.org', last_result: last },
        ],
        problems: ['alerts.json, line 3: channels[1] lacks url.'],
      },
    });
    expect(await run('rules')).toBe(
      'low-water  on, about safety: The water is low.\nmine  off: The water is low.\n',
    );
    expect((await run('channels')).split('\n').slice(2)).toEqual([
      'ntfy  ntfy.sh, nothing sent lately',
      'work  email, mail.example.org, failed 2026-03-01T12:00Z: mail.example.org cannot be found.',
      'alerts.json, line 3: channels[1] lacks url.',
      '',
    ]);
  });

  it('tests a channel, and ends with 1 where it did not take the test', async () => {
    const path = '/alert-channels/ntfy/test';
    open({ [path]: { status: 'sent', summary: 'ntfy took the test message.' } });
    expect(await run('test', 'ntfy')).toBe('ntfy took the test message.\n');
    machine.clear();
    open({ [path]: { status: 'failed', summary: 'ntfy.sh cannot be found.' } });
    await expect(run('test', 'ntfy')).rejects.toEqual(new EndedError(1));
    expect(machine.out).toBe('ntfy.sh cannot be found.\n');
  });

  it('repeats the sentence of a server that refuses', async () => {
    open({ [`/alerts/${ID}`]: { error: 'UNKNOWN_ALERT', message: 'There is no alert with this id.' } }, 404);
    await expect(run('show', ID)).rejects.toThrow(new CliError('There is no alert with this id.'));
  });

  it('says how to start a server that does not respond', async () => {
    open({});
    await expect(run('list')).rejects.toThrow(/^Coddle does not respond at .*: start it with /);
  });
});
