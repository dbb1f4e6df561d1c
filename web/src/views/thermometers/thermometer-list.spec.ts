import type { ThermometerDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { probesOf, withThermometer } from './thermometer-list.js';

const thermometer = (id: string, age: number | null = 3) =>
  ({ thermometer_id: id, probes: [{ probe_id: `${id}-1`, reading_age_seconds: age }] }) as ThermometerDto;

describe('The list of thermometers', () => {
  const list = withThermometer(withThermometer([], thermometer('a'), 10), thermometer('b'), 20);

  it('takes a newer report in its place, and a new thermometer at the end', () => {
    const newer = withThermometer(list, thermometer('a', 1), 30);
    expect(newer.map(({ thermometer: { thermometer_id: id }, at }) => [id, at])).toEqual([
      ['a', 30],
      ['b', 20],
    ]);
  });

  it('gives each probe its age at the moment of its report', () => {
    expect(probesOf(list)).toMatchObject([
      { probe: { probe_id: 'a-1' }, ageSeconds: 3, at: 10 },
      { probe: { probe_id: 'b-1' }, ageSeconds: 3, at: 20 },
    ]);
    expect(probesOf([{ thermometer: thermometer('c', null), at: 0 }])[0]!.ageSeconds).toBeNull();
  });
});
