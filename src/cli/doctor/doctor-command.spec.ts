import { API_KEY, TOKEN } from '../../../test/harness/test-app.js';
import type { Files } from '../../../test/harness/storage-folder.js';
import { CLOUD, LOCAL, PUBLIC, soundData, WellMachine } from '../../../test/harness/healthy-host.js';
import { doctorCommand } from './doctor-command.js';
import { SETTINGS_COUNT } from './probe-results.js';

const WELL = `Coddle 1.2.3
ok      settings  all ${SETTINGS_COUNT} are valid
ok      keys      0 besides the one in the settings
ok      owners    all files keep their owners, since this is not the live system
ok      clock     it is synchronised
ok      node      Node ${process.versions.node} gets security updates until …
ok      network   Anova's cloud can be reached
ok      unit      it runs, and starts when the machine boots
ok      server    it responds at http://127.0.0.1:5000 in 0 ms
ok      key       the server accepts the API key of the settings
ok      cloud     it is connected
ok      token     Anova accepts it
ok      cooker    Kitchen was last heard from 1.3 seconds ago
ok      alerts    no channel is set up, so they are shown on the page and in subscribed browsers only
ok      storage   it can be written to; the journal has 12 entries
ok      safety    it refuses what it must
ok      address   https://coddle.example.org reaches this server
ok      bots      ChatGPT and Claude are let through, as curl is
ok      metadata  clients find where to sign in, at all 3 addresses
ok      login     a client without a token learns where to sign in
ok      mcp       an assistant gets 3 tools at https://coddle.example.org/mcp in 0 ms
ok      sandbox   its exposure is 1.3 of 10; at most 1.5 is intended
`;
const WELL_AFTER_THE_DISK = `ok      memory    200 MB are available
ok      limits    memory limits work
ok      timer     a backup is made every week
ok      backup    the newest is coddle-backup-20260226T120000.000Z.tar.gz, 3 days old
ok      journal   it is intact from its first entry to its newest, number 1; the whole database takes 0.2 MB
Nothing is wrong.
`;

describe('coddle doctor', () => {
  let data: Files;
  let machine: WellMachine;
  beforeAll(async () => (data = await soundData()));
  beforeEach(() => (machine = new WellMachine(data)));
  afterEach(() => machine.machine.clear());

  it('has a line for each check, sums up, and ends with 0 when everything is well', async () => {
    const { code, out: text, err } = await machine.call(doctorCommand);
    const out = text.replace(/(updates until) \S+/, '$1 …');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out.startsWith(WELL)).toBe(true);
    expect(out.endsWith(WELL_AFTER_THE_DISK)).toBe(true);
    expect(out.slice(WELL.length, -WELL_AFTER_THE_DISK.length)).toMatch(
      /^(ok|note|wrong) +disk +\d[\d.]* [MG]B of \d+\.\d GB are free for \/var\/lib\/coddle, \/opt\/coddle, \/var\/backups\/coddle.*\n$/,
    );
  });

  it('ends with 1 and a sentence when something is wrong', async () => {
    machine.unit['UnitFileState'] = 'disabled';
    machine.timer['UnitFileState'] = 'disabled';
    machine.lets({ programs: { timedatectl: () => ({ code: 127, stdout: '', stderr: '' }) } });
    expect(await machine.call(doctorCommand)).toMatchObject({
      code: 1,
      err: 'These need fixing: unit; what could not be found out: clock; worth a look: timer.\n',
    });
  });

  it('tells the same to monitors', async () => {
    machine.unit['UnitFileState'] = 'disabled';
    const { code, out } = await machine.call(doctorCommand, ['--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      release: '1.2.3',
      healthy: false,
      summary: 'These need fixing: unit.',
      findings: expect.arrayContaining([
        { check: 'clock', state: 'ok', told: 'it is synchronised' },
        {
          check: 'unit',
          state: 'wrong',
          told: 'it runs, but will not start when the machine boots',
          mend: 'sudo systemctl enable coddle',
        },
      ]) as object[],
    });
  });

  it('has a step for every line that is not well, also where nothing is installed at all', async () => {
    machine.machine.clear();
    machine.lets({ programs: { systemctl: () => ({ code: 1, stdout: '', stderr: '' }) } });
    machine.loses(...Object.keys(machine.responses));
    const { out } = await machine.call(doctorCommand);
    expect(out).toMatch(/^No release of Coddle is installed here\.\n/);
    const lines = out.split('\n').slice(1, -1);
    expect(lines.length).toBeGreaterThan(15);
    for (const line of lines) expect(line).toMatch(/^ok |Fix: .|To find out: .|Tip: ./);
  });

  it('never shows a secret, whatever is wrong', async () => {
    const secrets = [TOKEN, API_KEY];
    machine.lets({ responses: { [`${LOCAL}/devices`]: () => Response.json({}, { status: 401 }) } });
    machine.machine.write('etc/coddle/keys.json', `[{ "key": "${API_KEY}" }]`);
    const told = await machine.call(doctorCommand);
    machine.machine.write('etc/coddle/credentials.json', `{ "api_key": "${API_KEY}", "${TOKEN}": 1 `);
    const worse = await machine.call(doctorCommand);
    for (const secret of secrets) expect(JSON.stringify([told, worse])).not.toContain(secret);
  });

  it('tells once that there is no network', async () => {
    machine.loses(CLOUD, `${PUBLIC}/health`);
    const gone = (): Response => {
      throw new TypeError('fetch failed', { cause: { code: 'EAI_AGAIN' } });
    };
    machine.lets({ responses: { [CLOUD]: gone, [`${PUBLIC}/health`]: gone } });
    machine.reports({ cloud: { status: 'down', reason: 'There is no line', code: 'CLOUD_UNAVAILABLE' } });
    const { err, out } = await machine.call(doctorCommand);
    expect(err).toBe('These need fixing: network.\n');
    expect(out).toContain(
      'unsure  cloud, address, bots, metadata, login, mcp  not checked: the network is wrong. ',
    );
    expect(out).toContain("neither Anova's cloud nor your own address can be reached (EAI_AGAIN)");
  });

  const PARTS = 'key, cloud, token, cooker, storage, safety, mcp';
  const loseServer = () => machine.loses(`${LOCAL}/health`, `${LOCAL}/health/ready`, `${LOCAL}/devices`);

  it('names a server that does not respond once, with one line for what only it could tell', async () => {
    loseServer();
    const { err, out } = await machine.call(doctorCommand);
    expect(err).toBe('These need fixing: server.\n');
    expect(out).toContain(`unsure  ${PARTS}  not checked: the server does not respond. `);
  });

  it('names a service that does not run once, and not its server too', async () => {
    loseServer();
    machine.unit['ActiveState'] = 'inactive';
    const { err, out } = await machine.call(doctorCommand);
    expect(err).toBe('These need fixing: unit.\n');
    expect(out).toContain('unsure  server    not checked: the service is not running. ');
  });

  it('names settings that keep the service from starting, and neither service nor server', async () => {
    loseServer();
    machine.unit['ActiveState'] = 'failed';
    machine.machine.write('etc/coddle/coddle.env', 'PORT=many\n');
    const { err, out } = await machine.call(doctorCommand);
    expect(err).toMatch(/^These need fixing: settings[.;]/);
    expect(out).toContain(
      'unsure  unit, server  not checked: the service cannot start with these settings. ',
    );
    expect(JSON.stringify(await machine.call(doctorCommand, ['--json']))).not.toContain('isDown');
  });

  it('names server and unit where one is no consequence of the other', async () => {
    loseServer();
    machine.unit['UnitFileState'] = 'disabled';
    const { err } = await machine.call(doctorCommand);
    expect(err).toBe('These need fixing: unit, server.\n');
  });

  it('waits for nothing without an end', async () => {
    const [calls, programs]: [unknown[], (number | undefined)[]] = [[], []];
    const io = machine.machine.io();
    await machine.call(doctorCommand, [], {
      fetch: (input, init) => {
        calls.push(init?.signal);
        return io.fetch(input, init);
      },
      run: (program, args, options) => {
        programs.push(options?.timeout);
        return io.run(program, args, options);
      },
    });
    expect(calls).toHaveLength(16);
    for (const signal of calls) expect(signal).toBeInstanceOf(AbortSignal);
    expect(programs).toEqual([8000, 8000, 8000, 8000, 8000]);
  });

  it('goes on when a check fails unexpectedly', async () => {
    const run = () => Promise.reject(Object.assign(new Error('strange'), { code: 'EMFILE' }));
    const { code, out } = await machine.call(doctorCommand, [], { run });
    expect(code).toBe(0);
    expect(out).toContain(
      'unsure  clock     it could not be checked (EMFILE). To find out: sudo coddle doctor\n',
    );
    expect(out).toContain('ok      journal ');
  });
});
