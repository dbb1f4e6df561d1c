import { plottedProbes } from './plotted-probes.js';
import { lineFacts, withReading, type ProbeLine } from './probe-line.js';

const line = (probeId: string, samples: ProbeLine['samples'], isHumidity = false): ProbeLine => ({
  probeId,
  name: probeId,
  isHumidity,
  samples,
});
const at = (seconds: number, value: number | null) => ({ at: seconds * 1000, value });

describe('The curve of probes', () => {
  it('has one moment for all probes, with each line going on between its own readings', () => {
    const one = line('one', [at(0, 20), at(20, 40)]);
    const other = line('other', [at(10, 100), at(30, 110)]);
    const { x, lines } = plottedProbes([one, other]);
    expect(x).toEqual([0, 10, 20, 30]);
    expect(lines.map(({ values }) => values)).toEqual([
      [20, 30, 40, null],
      [null, 100, 105, 110],
    ]);
  });

  it('interrupts a line where a reading has no value', () => {
    const { lines } = plottedProbes([
      line('one', [at(0, 20), at(10, null), at(20, 30)]),
      line('other', [at(5, 1), at(15, 2)]),
    ]);
    expect(lines[0]!.values).toEqual([20, null, null, null, 30]);
  });

  it('draws humidity on a scale of its own', () => {
    const { scales, lines } = plottedProbes([line('core', [at(0, 20)]), line('air', [at(0, 55)], true)]);
    expect(lines.map(({ scale }) => scale)).toEqual([undefined, 'percent']);
    expect(scales['percent']!.range).toEqual([0, 100]);
    expect(lines[1]!.inWords!(55)).toBe('55 %');
  });

  it('is empty without readings', () => {
    expect(plottedProbes([line('one', [])])).toMatchObject({ x: [], lines: [{ values: [] }] });
  });
});

describe('The line of a probe', () => {
  const readings = line('one', [at(0, 20), at(10, null), at(20, 18), at(30, 25)]);

  it('is summed up by its first, last, lowest and highest value', () => {
    expect(lineFacts(readings)).toEqual({ first: 20, last: 25, lowest: 18, highest: 25 });
    expect(lineFacts(line('none', [at(0, null)]))).toBeUndefined();
    const folded = line('one', [{ ...at(0, 20), extremes: [17, 26] }]);
    expect(lineFacts(folded)).toEqual({ first: 20, last: 20, lowest: 17, highest: 26 });
  });

  it('takes a newer reading, forgets what is too old, and takes none twice', () => {
    const longer = withReading(readings, at(40, 26), 15_000);
    expect(longer.samples).toEqual([at(20, 18), at(30, 25), at(40, 26)]);
    expect(withReading(longer, at(40, 27), 0)).toBe(longer);
    expect(withReading(longer, { at: NaN, value: 1 }, 0)).toBe(longer);
  });
});
