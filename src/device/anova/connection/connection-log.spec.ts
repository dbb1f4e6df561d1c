import { CaughtLog } from '../../../../test/harness/caught-log.js';
import { milliseconds } from '../../../shared/units.js';
import { ConnectionLog } from './connection-log.js';

const MINUTE = 60_000;

describe('ConnectionLog', () => {
  let caught: CaughtLog;
  let log: ConnectionLog;

  beforeEach(() => {
    caught = CaughtLog.take();
    log = new ConnectionLog();
  });

  const lost = (minutes: number) => log.lost('close code 1006', milliseconds(minutes * MINUTE));
  /** The level and the first words of every log line. */
  const said = () => caught.lines.map((line) => line.split(' ').slice(0, 3).join(' '));

  it('says once that the connection is open', () => {
    log.connected();
    log.connected();
    expect(said()).toEqual(['log Connected to']);
  });

  it('logs the reason of each loss once, even with many failed attempts, and its end', () => {
    log.connected();
    lost(1);
    for (let minute = 2; minute < 60; minute++) lost(minute);
    log.connected();
    expect(said()).toEqual(
      ['log Connected to', 'warn No connection', 'log Connected to'].map(
        (line) => expect.stringContaining(line) as string,
      ),
    );
    expect(caught.at('warn')[0]).toContain('(close code 1006)');
  });

  it('reports a cloud that was never reachable', () => {
    lost(0);
    expect(caught.at('warn')).toHaveLength(1);
  });

  it('does not log every loss of a flapping connection, and states later how often it was lost', () => {
    log.connected();
    for (const minute of [0, 2, 4, 6]) {
      lost(minute);
      log.connected();
    }
    expect(caught.at('warn')).toHaveLength(1);
    lost(11);
    expect(caught.at('warn')[1]).toMatch(/lost 3 times more/);
    expect(caught.at('log')).toHaveLength(2);
  });

  it('counts a loss once, even with many failed attempts', () => {
    log.connected();
    lost(0);
    log.connected();
    for (const minute of [1, 2, 3]) lost(minute);
    log.connected();
    lost(12);
    expect(caught.at('warn')[1]).toMatch(/lost once more/);
  });

  it('reports a loss after all when it lasts longer', () => {
    log.connected();
    lost(0);
    log.connected();
    lost(5);
    lost(10);
    expect(caught.at('warn')).toHaveLength(2);
    expect(caught.at('warn')[1]).not.toMatch(/ more /);
    log.connected();
    expect(caught.at('log')).toHaveLength(3);
  });

  it('reports once that the token is refused and what to do, and later that it is accepted', () => {
    log.tokenRejected('HTTP status 401');
    log.tokenRejected('HTTP status 401');
    log.connected();
    expect(said()).toEqual(['error Anova refuses', 'log Connected to']);
    expect(caught.at('error')[0]).toMatch(/HTTP status 401.*Anova Oven app.*15 minutes/);
  });

  it('reports that the token is accepted, even when the network failed in between', () => {
    log.connected();
    lost(0);
    log.tokenRejected('HTTP status 401');
    lost(5);
    log.tokenRejected('HTTP status 401');
    log.connected();
    expect(said()).toEqual([
      'log Connected to',
      'warn No connection',
      'error Anova refuses',
      'log Connected to',
    ]);
  });
});
