import { TestMachine } from '../../test/harness/test-machine.js';
import { CliError, UsageError } from './cli.errors.js';
import { replayCommand } from './replay-command.js';

/** Food that approaches 85 °C from 4 °C, every 30 s for three hours, in air that falls for two minutes at half past. */
const rows = Array.from({ length: 360 }, (_, index) => {
  const seconds = index * 30;
  const core = 85 - 81 * Math.exp(-seconds / 4500);
  const isOpen = seconds >= 1800 && seconds < 1920;
  return `${seconds},${core.toFixed(2)},${isOpen ? 90 : 150}`;
});
const COOK = ['elapsed_s,core_c,oven_c', ...rows, ''].join('\n');

describe('coddle replay', () => {
  let machine: TestMachine;
  beforeEach(() => {
    machine = new TestMachine();
    machine.write('/cook.csv', COOK);
  });
  afterEach(() => machine.clear());

  const replay = (...words: string[]) => replayCommand(machine.io()).parseAsync(words, { from: 'user' });

  it('prints what would have been said, and scores it', async () => {
    await replay('cook.csv', '--target', '63');
    const lines = machine.out.split('\n');
    expect(lines[0]).toBe('core_c, with oven_c beside it: 360 readings in 3 h 0 min, target 63 °C.');
    expect(lines[1]).toMatch(/^0:00:00 {4}4\.0 °C +not warming yet {2}too early/);
    expect(machine.out).toMatch(
      /^0:25:00 .* warming +target in 4\d min to \d h \d+ min, likely \d h \d+ min$/m,
    );
    expect(machine.out).toMatch(/unsteady: the lid was opened {2}\[lid open since 0:29:30\]$/m);
    expect(machine.out).toMatch(/target reached$/m);
    expect(machine.out).toMatch(/^all +\d+ +\d+ +100 % +0\.\d\d +\d+ %$/m);
  });

  it('prints the same for the same file, also as JSON', async () => {
    await replay('cook.csv', '--target', '63', '--json');
    const once = machine.out;
    await replay('cook.csv', '--target', '63', '--json');
    expect(machine.out).toBe(once + once);
    const { lines, score } = JSON.parse(once) as { lines: object[]; score: { all: object } };
    expect(lines[0]).toMatchObject({ elapsed_seconds: 0, state: 'too_early', phase: 'waiting', events: [] });
    expect(lines.at(-1)).toMatchObject({ state: 'reached' });
    expect(score.all).toMatchObject({ coverage: 1 });
  });

  it('scores a ladder of targets where none is set', async () => {
    await replay('cook.csv');
    expect(machine.out).toContain('Scored by the targets 45, 50, 55, 60, 65, 70, 75 °C:');
  });

  it('takes the air from another file of the same cook', async () => {
    machine.write('/meat.csv', 'elapsed_s,temp_c\n0,5\n600,9\n');
    machine.write('/pit.csv', 'elapsed_s,temp_f\n0,230\n');
    await replay('meat.csv', '--ambient', 'pit.csv');
    expect(machine.out).toMatch(
      /^temp_c, with temp_f of pit\.csv beside it: 2 readings in 10 min, no target\./,
    );
    expect(machine.out).toContain('No target was reached, so there is nothing to score.');
  });

  it.each([
    [['nothing.csv'], new CliError('nothing.csv: The file cannot be read.')],
    [
      ['cook.csv', '--probe', 'meat_c'],
      new CliError('cook.csv: The file has no column meat_c. It has core_c, oven_c.'),
    ],
    [
      ['cook.csv', '--target', '150'],
      new UsageError('The target is a core temperature in °C, such as --target 68.'),
    ],
    [
      ['cook.csv', '--target', 'done'],
      new UsageError('The target is a core temperature in °C, such as --target 68.'),
    ],
  ])('refuses %j', async (words, error) => {
    await expect(replay(...words)).rejects.toThrow(error.message);
  });
});
