import { TestMachine, type Responses } from '../../../test/harness/test-machine.js';
import { refuseDuringCook } from './running-cook.js';
import { RunningServer } from './running-server.js';

const AT = 'http://127.0.0.1:5000';
const json =
  (body: object, status = 200) =>
  () =>
    Response.json(body, { status });
const devices = json({ devices: [{ device_id: 'one' }, { device_id: 'other one' }] });
const status = (running: boolean) => json({ is_running: running, summary: 'Chicken at 65 °C.' });

describe('refuseDuringCook', () => {
  let machine: TestMachine;
  afterEach(() => machine.clear());

  function ask(responses: Responses, forced = false) {
    machine = new TestMachine({}, responses);
    const io = machine.io();
    const settings = { host: '127.0.0.1', port: 5000, apiKey: 'of-a-test' };
    return refuseDuringCook(io, new RunningServer(io, settings), forced);
  }

  const cooking = {
    [`${AT}/devices`]: devices,
    [`${AT}/status?device_id=one`]: status(false),
    [`${AT}/status?device_id=other%20one`]: status(true),
  };

  it('refuses while any of the cookers runs, and tells what it cooks', async () => {
    await expect(ask(cooking)).rejects.toThrow(
      'A cook is on: Chicken at 65 °C. Wait until it has ended, or add --force: the cook goes on.',
    );
  });

  it('tells of the cook and lets it pass when it is forced', async () => {
    await ask(cooking, true);
    expect(machine.out).toBe('A cook is on: Chicken at 65 °C. It goes on.\n');
  });

  it('says nothing while nothing cooks', async () => {
    await ask({ ...cooking, [`${AT}/status?device_id=other%20one`]: status(false) });
    expect(machine.out).toBe('');
  });

  it.each([
    ['does not respond', {}],
    ['has no connection to the cooker', { [`${AT}/devices`]: json({}, 503) }],
  ])('goes on, and says so, when the server %s', async (why, responses) => {
    await ask(responses);
    expect(machine.out).toContain(`The server ${why}, so it cannot tell`);
  });

  it.each([
    ['401', { [`${AT}/devices`]: json({}, 401) }],
    ['200', { [`${AT}/devices`]: json({ another: 'program' }) }],
    ['200', { [`${AT}/devices`]: () => new Response('no JSON') }],
    ['500', { [`${AT}/devices`]: devices, [`${AT}/status?device_id=one`]: json({}, 500) }],
    ['nothing', { [`${AT}/devices`]: devices }],
  ])('refuses when the server returns %s, which says nothing', async (response, responses) => {
    await expect(ask(responses)).rejects.toThrow(`(the server returns ${response})`);
  });

  it('shows the key of the settings', async () => {
    let shown: string | null = null;
    const listening = (request: Request) => {
      shown = request.headers.get('authorization');
      return Response.json({ devices: [] });
    };
    await ask({ [`${AT}/devices`]: listening });
    expect(shown).toBe('Bearer of-a-test');
  });
});
