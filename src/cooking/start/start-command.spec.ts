import { approve } from '../../../test/harness/plans.js';
import { makeCookerState, makeCookingReading, makeReading } from '../../../test/harness/readings.js';
import { celsius, milliseconds, seconds } from '../../shared/units.js';
import { DeviceBusyError } from '../cooking.errors.js';
import { StartCommand } from './start-command.js';

const at = milliseconds;

/** Makes a start at time 1000, after state number 1 of the cooker. */
function begin(recorded: string[] = []): StartCommand {
  const before = makeCookerState({ reading: makeReading(), sequence: 1 });
  const cook = {
    id: 'cook',
    cookerId: before.id,
    startedBy: 'coddle',
    requestedBy: 'default',
    startedAt: new Date(0),
    began: at(1_000),
    approved: approve(),
  } as const;
  return new StartCommand({ principal: { id: 'default' }, body: 'body' }, cook, before, ({ state }) => {
    recorded.push(state);
    return Promise.resolve();
  });
}

const shown = (moment: number, sequence = 2) =>
  makeCookerState({ reading: makeCookingReading(), at: moment, sequence });
const idle = (moment: number, sequence = 2) =>
  makeCookerState({ reading: makeReading(), at: moment, sequence });

describe('StartCommand', () => {
  it('is verified by a later state that shows the cook', async () => {
    const command = begin();
    command.observe(shown(1_500));
    expect(command.state).toBe('verified');
    await expect(command.seen).resolves.toBe(command.cooker);
  });

  it.each([
    ['an older state of the same number', shown(1_500, 1)],
    ['a state that is older than the start and came later', shown(500)],
    [
      'a cook at another temperature',
      makeCookerState({ reading: makeCookingReading({ target: celsius(60) }), at: 1_500, sequence: 2 }),
    ],
  ])('is not verified by %s', (_case, cooker) => {
    const command = begin();
    command.observe(cooker);
    expect(command.state).toBe('intended');
  });

  it('learns nothing from an idle state while the command may be in transit', () => {
    const command = begin();
    command.observe(idle(1_500));
    expect(command.state).toBe('intended');
  });

  it('did not take effect when the cooker is idle after the request timed out', () => {
    const command = begin();
    command.timeOut(at(10_000));
    command.observe(idle(9_000));
    expect(command.state).toBe('unknown');
    command.observe(idle(10_500, 3));
    expect(command.state).toBe('not-started');
  });

  it('is verified even after it timed out and seemed not to have started', () => {
    const command = begin();
    command.timeOut(at(10_000));
    command.observe(idle(10_500));
    command.observe(shown(12_000, 3));
    expect(command.state).toBe('verified');
  });

  it('stays verified when its request times out afterwards', () => {
    const command = begin();
    command.observe(shown(1_500));
    command.timeOut(at(10_000));
    expect(command.state).toBe('verified');
  });

  it('stays rejected whatever the cooker shows', () => {
    const command = begin();
    command.markSent();
    command.reject('no');
    command.observe(shown(1_500));
    expect([command.state, command.rejection]).toEqual(['rejected', 'no']);
  });

  it('rejects waiting requests when it is stopped while open', async () => {
    const command = begin();
    const reason = new DeviceBusyError('stopped');
    command.markSent();
    command.stop(reason);
    await expect(command.seen).rejects.toBe(reason);
    expect([command.state, command.wasStopped]).toEqual(['stopped', true]);

    const verified = begin();
    verified.observe(shown(1_500));
    verified.stop(reason);
    expect(verified.state).toBe('verified');
  });

  it('records every change once', () => {
    const recorded: string[] = [];
    const command = begin(recorded);
    command.timeOut(at(10_000));
    command.observe(idle(10_500));
    command.observe(idle(11_500, 3));
    command.observe(shown(12_000, 4));
    command.observe(shown(13_000, 5));
    expect(recorded).toEqual(['unknown', 'not-started', 'verified']);
  });

  it('can be cancelled only before it is sent', async () => {
    const reason = new DeviceBusyError('stopped');
    const early = begin();
    early.cancelIfUnsent(reason);
    await expect(early.seen).rejects.toBe(reason);
    expect(early.open).toBe(false);

    const late = begin();
    late.markSent();
    const resumed = begin();
    resumed.resume('unknown', at(20_000));
    for (const sent of [late, resumed]) {
      sent.cancelIfUnsent(reason);
      expect(sent.open).toBe(true);
    }
  });

  it('accepts a slightly older state when another process sent the start', () => {
    const [own, resumed, late] = [begin(), begin(), begin()];
    for (const command of [resumed, late]) command.resume('unknown', at(20_000));
    own.observe(shown(999));
    expect(own.state).toBe('intended');
    resumed.observe(shown(-1_000));
    expect(resumed.state).toBe('verified');
    late.observe(shown(-1_001));
    expect(late.state).toBe('unknown');
  });

  it('continues the start of another process without recording it again', () => {
    const recorded: string[] = [];
    const command = begin(recorded);
    command.resume('unknown', at(20_000));
    expect([command.state, recorded]).toEqual(['unknown', []]);
    command.observe(idle(19_000));
    command.observe(shown(21_000, 3));
    expect(recorded).toEqual(['verified']);
  });

  it('rejects a matching cook that began much later', () => {
    const minute = 60_000;
    const command = begin();
    command.timeOut(at(10_000));
    command.observe(shown(12 * minute));
    expect(command.state).toBe('unknown');

    const seenLate = makeCookingReading({ cookAge: seconds(11 * 60) });
    command.observe(makeCookerState({ reading: seenLate, at: 12 * minute, sequence: 3 }));
    expect(command.state).toBe('verified');
  });
});
