import { CaughtLog } from '../../../../test/harness/caught-log.js';
import { DrivenClock } from '../../../../test/harness/driven-clock.js';
import { milliseconds } from '../../../shared/units.js';
import { CloudUnavailableError } from '../../device.errors.js';
import { Commands, type Command } from './commands.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const START: Command = {
  name: 'start',
  cookerId: 'cooker-1',
  timeout: milliseconds(9_000),
  encode: (id) => id,
};

describe('Commands', () => {
  let clock: DrivenClock;
  let frames: string[];
  let transmit: (frame: string) => void;
  let commands: Commands;
  let log: CaughtLog;

  beforeEach(() => {
    clock = new DrivenClock();
    frames = [];
    transmit = (frame) => frames.push(frame);
    log = CaughtLog.take();
    commands = new Commands(clock, (frame) => transmit(frame));
  });

  const respond = (ok: boolean, requestId = frames.at(-1)!, reason?: string) =>
    commands.responded({ requestId, ok, reason });

  it('give each request a UUID of its own', async () => {
    const both = [commands.send(START), commands.send({ ...START, name: 'stop' })];
    expect(frames).toEqual([expect.stringMatching(UUID), expect.stringMatching(UUID)]);
    expect(frames[0]).not.toBe(frames[1]);
    for (const id of frames) respond(true, id);
    await Promise.all(both);
  });

  it('resolve when the cloud accepts them, and the log states how long that took', async () => {
    const sent = commands.send(START);
    clock.advance(212);
    respond(true);
    await sent;
    expect(log.at('debug')).toEqual([
      expect.stringContaining('took the start for cooker cooker-1 in 212 ms'),
    ]);
  });

  it('accept a response that arrives before the send has finished', async () => {
    transmit = (frame) => respond(true, frame);
    await expect(commands.send(START)).resolves.toBeUndefined();
  });

  it('fail with the error of the connection, and send nothing again', async () => {
    const error = new CloudUnavailableError('no line');
    transmit = () => {
      throw error;
    };
    await expect(commands.send(START)).rejects.toBe(error);
    expect(clock.pending).toBe(0);
  });

  it('fail before anything is sent when they cannot be written', async () => {
    const encode = () => {
      throw new RangeError('too hot');
    };
    await expect(commands.send({ ...START, encode })).rejects.toThrow(RangeError);
    expect([frames, clock.pending]).toEqual([[], 0]);
  });

  it('fail with a refusal, whose words go to the log only', async () => {
    const sent = commands.send(START);
    respond(false, undefined, 'cooker is busy');
    await expect(sent).rejects.toMatchObject({
      code: 'COMMAND_REJECTED',
      message: expect.not.stringContaining('busy') as string,
      details: {},
    });
    expect(log.at('warn')).toEqual([expect.stringContaining('cooker is busy')]);
  });

  it('fail with a refusal that gives no reason', async () => {
    const sent = commands.send(START);
    respond(false);
    await expect(sent).rejects.toMatchObject({ code: 'COMMAND_REJECTED' });
    expect(log.at('warn')).toEqual([expect.stringContaining('no reason given')]);
  });

  it.each([
    ['names it', () => frames[0]],
    ['names nothing, and only one waits', () => undefined],
  ])('fail with a complaint that %s', async (_case, requestId) => {
    const sent = commands.send(START);
    expect(commands.failed(requestId(), 'bad form')).toBe(true);
    await expect(sent).rejects.toMatchObject({ code: 'COMMAND_REJECTED' });
    expect(log.at('warn')).toEqual([expect.stringContaining('bad form')]);
  });

  it('do not fail because of an error about something else', async () => {
    expect(commands.failed(undefined, 'rate limit')).toBe(false);
    const sent = commands.send(START);
    expect(commands.failed('another', 'rate limit')).toBe(false);
    expect(log.lines).toEqual([]);
    respond(true);
    await expect(sent).resolves.toBeUndefined();
  });

  it('are unconfirmed, neither done nor failed, when no response arrives in time', async () => {
    const sent = commands.send(START);
    clock.advance(9_000);
    await expect(sent).rejects.toMatchObject({
      code: 'COMMAND_UNCONFIRMED',
      details: { outcome: 'unknown' },
    });
    respond(false, undefined, 'too late');
    expect([frames.length, log.lines]).toEqual([1, []]);
  });

  it('are unconfirmed when the connection is lost, with an error that names the command', async () => {
    const both = [commands.send(START), commands.send({ ...START, name: 'stop' })];
    commands.connectionLost();
    const [start, stop] = await Promise.allSettled(both);
    const because = (name: string) => ({
      reason: {
        code: 'COMMAND_UNCONFIRMED',
        message: expect.stringContaining(`the ${name} command`) as string,
      },
    });
    expect(start).toMatchObject(because('start'));
    expect(stop).toMatchObject(because('stop'));
    expect(clock.pending).toBe(0);
  });

  it('accept the first of two responses', async () => {
    const sent = commands.send(START);
    respond(true);
    respond(false, undefined, 'second thoughts');
    await sent;
    expect(log.at('warn')).toEqual([]);
  });
});
