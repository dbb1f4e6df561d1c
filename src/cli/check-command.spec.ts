import { TestMachine, type Responses } from '../../test/harness/test-machine.js';
import { checkCommand } from './check-command.js';
import { EndedError, UsageError } from './cli.errors.js';

const SECRETS = { personal_access_token: 'anova-of-a-test', api_key: 'k'.repeat(40) };
const CHICKEN = ['chicken breast', '--temperature', '65', '--minutes', '90'];

describe('coddle check', () => {
  let machine: TestMachine;
  const opened: TestMachine[] = [];
  afterAll(() => opened.forEach((one) => one.clear()));

  function openDesk(responses: Responses = {}): void {
    machine = new TestMachine({}, responses);
    opened.push(machine);
    machine.write('/etc/coddle/credentials.json', JSON.stringify(SECRETS));
    machine.write('/etc/coddle/coddle.env', 'PORT=5001\n');
  }

  const check = (...words: string[]) => checkCommand(machine.io()).parseAsync(words, { from: 'user' });

  describe('where no server runs', () => {
    beforeEach(() => openDesk());

    it('has the engine of this release judge, and says so', async () => {
      await check(...CHICKEN);
      const lines = machine.out.split('\n');
      expect(lines[0]).toBe(
        '“chicken breast” at 65 °C for 90 minutes is allowed: it is pasteurised at the end.',
      );
      expect(lines.at(-2)).toMatch(/^No server was asked/);
    });

    it('refuses with the reason that the API gives, names what is allowed, and ends with 1', async () => {
      await expect(check('chicken', '-t', '50', '-m', '90')).rejects.toEqual(new EndedError(1));
      expect(machine.out).toMatch(/^Chicken at 50 °C is refused: poultry needs at least 57 °C\./);
      expect(machine.out).toMatch(/^These settings are allowed: .*63\.5 °C for 90 minutes/m);
    });

    it('takes thickness, state and who eats it into account', async () => {
      await expect(check(...CHICKEN, '--thickness', '60', '--from', 'frozen')).rejects.toThrow(EndedError);
      const steak = ['steak', '-t', '54.5', '-m', '120'];
      await check(...steak);
      await expect(check(...steak, '--vulnerable')).rejects.toThrow(EndedError);
    });

    it('prints the verdict as JSON', async () => {
      await check(...CHICKEN, '--json');
      expect(JSON.parse(machine.out)).toMatchObject({
        allowed: true,
        verdict: 'pasteurized',
        thickness_mm: 35,
      });
    });
  });

  it('asks the running server with the key of the settings', async () => {
    const requests: unknown[] = [];
    openDesk({
      'http://127.0.0.1:5001/check-cook': (request) => {
        requests.push(request.json(), request.headers.get('authorization'));
        const verdict = { allowed: true, verdict: 'pasteurized', violations: [], alternatives: [] };
        return Response.json({ ...verdict, warnings: ['This cooker is warm.'], assumptions: [] });
      },
    });
    await check(...CHICKEN, '--device', 'pot-1');
    expect(await Promise.all(requests)).toEqual([
      { food_type: 'chicken breast', temperature_celsius: 65, time_minutes: 90, device_id: 'pot-1' },
      `Bearer ${SECRETS.api_key}`,
    ]);
    expect(machine.out).toContain('This cooker is warm.\n');
    expect(machine.out).not.toContain('No server was asked');
  });

  it('passes on what the server says where it does not judge', async () => {
    openDesk({
      'http://127.0.0.1:5001/check-cook': () =>
        Response.json({ error: 'VALIDATION_ERROR', message: 'Too long.' }, { status: 400 }),
    });
    await expect(check(...CHICKEN)).rejects.toThrow('Too long.');
  });

  it.each([
    [['steak'], '--temperature in °C'],
    [['steak', '-t', '54'], '--minutes a whole number'],
    [['steak', '-t', 'warm', '-m', '60'], '--temperature in °C'],
    [['steak', '-t', '54', '-m', '1.5'], '--minutes as a whole number'],
    [['-t', '54', '-m', '90'], 'needs a food'],
  ])('is called wrongly with %j', async (words, sentence) => {
    openDesk();
    const failed = check(...words);
    await expect(failed).rejects.toThrow(UsageError);
    await expect(failed).rejects.toThrow(sentence);
  });
});
