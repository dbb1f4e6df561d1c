import { aborted, standardTerminal } from './terminal.js';

describe('standardTerminal', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('asks the program to end on %s', async (signal) => {
    const { stop, out, err } = standardTerminal();
    expect([stop.aborted, out, err]).toEqual([false, process.stdout, process.stderr]);
    const ended = aborted(stop);
    process.emit(signal);
    await ended;
    expect(stop.aborted).toBe(true);
    process.removeAllListeners(signal === 'SIGINT' ? 'SIGTERM' : 'SIGINT');
  });

  it('knows at once that it was asked already', async () => {
    await aborted(AbortSignal.abort());
  });
});
