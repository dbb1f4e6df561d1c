import fc from 'fast-check';
import { CliError } from '../cli.errors.js';
import { readRecordedCook } from './recorded-cook.js';

describe('readRecordedCook', () => {
  it('reads seconds since the beginning with °C, and leaves out what it does not know', () => {
    const cook = readRecordedCook('elapsed_s,temp_c,ambient_c,confidence\n0,12.5,80,low\n30.5,13,,high\n');
    expect(cook).toEqual({
      probe: 'temp_c',
      air: 'ambient_c',
      core: [
        { at: 0, celsius: 12.5 },
        { at: 30_500, celsius: 13 },
      ],
      ambient: [{ at: 0, celsius: 80 }],
      setPoint: undefined,
    });
  });

  it('takes the core of a thermometer with many sensors, and its set point', () => {
    const text = [
      'elapsed_s,t1_c,t2_c,core_c,surface_c,ambient_c,est_core_c,set_point_c,state',
      '0,4.1,5.2,4.1,9,120.5,4.1,0,Cooking',
      '5,4.2,5.3,4.2,9,121,4.2,63,Predicting',
    ].join('\n');
    expect(readRecordedCook(text)).toMatchObject({ probe: 'core_c', air: 'ambient_c', setPoint: 63 });
    expect(readRecordedCook(text, 'T2_C').core[0]).toEqual({ at: 0, celsius: 5.2 });
  });

  it('spreads readings with the stamp of the same minute over it, and converts °F', () => {
    const text =
      'time_utc_minute,pit_f,meat_f\n5/22/2026 12:20,230,50\n5/22/2026 12:20,231,\n5/22/2026 12:21,230,51.8\n';
    const { probe, air, core, ambient } = readRecordedCook(text);
    expect([probe, air]).toEqual(['meat_f', 'pit_f']);
    const first = Date.UTC(2026, 4, 22, 12, 20);
    expect(core.map(({ at }) => at - first)).toEqual([0, 60_000]);
    expect(ambient.map(({ at }) => at - first)).toEqual([0, 30_000, 60_000]);
    expect(core[0]!.celsius).toBeCloseTo(10, 6);
  });

  it.each([
    [
      'the curve of a cook',
      'time_utc,water_celsius,target_celsius,state,remaining_minutes\r\n2026-11-20T11:20:02Z,21.40,65.00,preheating,90\r\n',
      'water_celsius',
      65,
    ],
    [
      'the readings of a probe',
      'time_utc,temperature_celsius,min_celsius,max_celsius,readings,late\r\n2026-11-20T11:20:02Z,21.40,21.1,21.9,3,false\r\n',
      'temperature_celsius',
      undefined,
    ],
  ])('reads %s as this server exports it', (_, text, probe, setPoint) => {
    const cook = readRecordedCook(text);
    expect(cook).toMatchObject({
      probe,
      setPoint,
      core: [{ celsius: 21.4, at: Date.UTC(2026, 10, 20, 11, 20, 2) }],
    });
  });

  it.each([
    [
      'a byte order mark, comments, empty lines and Windows line ends',
      '\uFEFF# made by hand\r\n\r\nelapsed_s,temp_c\r\n# here\r\n0,5\r\n',
    ],
    ['semicolons', 'elapsed_s;temp_c\n0;5\n'],
    ['tabs', 'elapsed_s\ttemp_c\n0\t5\n'],
    ['quoted cells with delimiters, quotes and line ends', 'note,elapsed_s,"temp_c"\n"a, ""b""\nc",0,"5"\n'],
    ['minutes since the beginning', 'elapsed_min,temp_c\n0,5\n'],
    ['times in milliseconds', 'time_ms,temp_c\n0,5\n'],
  ])('reads %s', (_, text) => {
    expect(readRecordedCook(text).core).toEqual([{ at: 0, celsius: 5 }]);
  });

  it('takes the day first where a day is above 12, and AM and PM', () => {
    const at = (...times: string[]) =>
      readRecordedCook(['time,temp_c', ...times.map((time) => `${time},5`)].join('\n')).core.map((one) =>
        new Date(one.at).toISOString().slice(0, 16),
      );
    expect(at('03/04/2026 08:00:00', '13/04/2026 08:00:00')).toEqual([
      '2026-04-03T08:00',
      '2026-04-13T08:00',
    ]);
    expect(at('3/4/2026 8:05 PM', '3/5/2026 12:05 AM')).toEqual(['2026-03-04T20:05', '2026-03-05T00:05']);
    expect(at('1780000000', '1780000060000')).toEqual(['2026-05-28T20:26', '2026-05-28T20:27']);
    expect(at('2026-05-02 10:00:00+02:00')).toEqual(['2026-05-02T08:00']);
  });

  it('takes words and sentinels of devices for gaps, and sorts rows by their times', () => {
    const text = 'elapsed_s,temp_c\n60,6\n0,5\n10,nan\n20,-\n30,6553.5\n40,N/A\n50,1e999\n';
    expect(readRecordedCook(text).core.map(({ celsius }) => celsius)).toEqual([5, 6]);
  });

  it.each([
    ['elapsed_s,temp_c\n0,5\n10,warm\n', 'Line 3, column temp_c: “warm” is no temperature.'],
    ['elapsed_s,temp_c\nsoon,5\n', 'Line 2, column elapsed_s: “soon” is no number.'],
    [
      '# x\ntime_utc,temp_c\n2026-13-40T00:00:00Z,5\n',
      'Line 3, column time_utc: “2026-13-40T00:00:00Z” is no time.',
    ],
    ['elapsed_s,temp_c\n0\n', 'The column temp_c holds no temperature.'],
    ['elapsed_s,temperature\n0,5\n', 'The name of the column temperature has no unit: end it with _c or _f.'],
    ['elapsed_s,note\n0,5\n', 'The file has no column of temperatures: name it temp_c or temp_f.'],
    [
      'temp_c\n5\n',
      'The file has no column of times: name one elapsed_s (seconds since the beginning) or time_utc.',
    ],
    [
      'elapsed_s,t1_c,t2_c\n0,5,6\n',
      'The file has several probes: t1_c, t2_c. Choose one, such as --probe t1_c.',
    ],
    ['', 'The file is empty: its first line names the columns.'],
  ])('names what is wrong with %j', (text, problem) => {
    expect(() => readRecordedCook(text)).toThrow(new CliError(problem));
  });

  it('names the columns there are when the named one is missing', () => {
    expect(() => readRecordedCook('elapsed_s,food_f\n0,5\n', 'brisket_f')).toThrow(
      'The file has no column brisket_f. It has food_f.',
    );
    expect(() => readRecordedCook('elapsed_s,food_f,note\n0,5,\n', 'note')).toThrow('has no unit');
  });

  it('either reads a text or names what is wrong, whatever it holds', () => {
    const cell = fc.oneof(
      fc.string(),
      fc.constantFrom('5', '1.5', '', '5/22/2026 12:20', '"', '2026-01-01T00:00:00Z'),
    );
    const row = fc.array(cell, { maxLength: 4 }).map((cells) => cells.join(','));
    const head = fc.constantFrom('elapsed_s,temp_c', 'time,temp_f,pit_c', 'x', '');
    fc.assert(
      fc.property(head, fc.array(row), (header, rows) => {
        try {
          return readRecordedCook([header, ...rows].join('\n')).core.length > 0;
        } catch (error) {
          return error instanceof CliError;
        }
      }),
    );
  });
});
