import type { ProbeDto, ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';
import { PROBE_STATES, thermometerEntities } from '../discovery/probe-entities.js';
import { isReachable, thermometerState } from './thermometer-state.js';

const AT = '2026-03-01T12:00:00.000Z';
const probe = (known: Partial<ProbeDto> = {}): ProbeDto => ({
  ...{ probe_id: 'mqtt-smoker-left-one', name: 'Brisket', kind: 'core', temperature_celsius: 52.4 },
  ...{
    reading_at: AT,
    reading_age_seconds: 1,
    stale: false,
    state: 'ok',
    rate_celsius_per_hour: null,
    trusted: true,
  },
  ...known,
});
const thermometer = (known: Partial<ThermometerDto> = {}): ThermometerDto => ({
  ...{ thermometer_id: 'mqtt-smoker', vendor: 'mqtt', name: 'Smoker', model: 'Node', online: true },
  ...{ battery_percent: 84, signal_dbm: -61, last_seen: AT, probes: [probe()] },
  ...known,
});

describe('The state of a thermometer', () => {
  it('has a value for each entity, and no other', () => {
    const state = thermometerState(thermometer());
    expect(state).toEqual({
      ...{
        pleft_one_temperature: 52.4,
        pleft_one_reading_at: AT,
        pleft_one_state: 'ok',
        pleft_one_stale: 'OFF',
      },
      ...{ battery: 84, signal: -61, reachable: 'ON' },
    });
    const shown = thermometerEntities(thermometer()).filter(({ shows }) => shows === 'state');
    expect(Object.keys(state).sort()).toEqual(shown.map(({ key }) => key).sort());
  });

  it.each(PROBE_STATES)('shows the number of a probe only while it is measured: %s', (state) => {
    const value = thermometerState(thermometer({ probes: [probe({ state })] }))['pleft_one_temperature'];
    expect(value).toBe(state === 'ok' ? 52.4 : null);
  });

  it('shows no number that is old, and says that it is', () => {
    const state = thermometerState(thermometer({ probes: [probe({ stale: true })] }));
    expect(state).toMatchObject({
      pleft_one_temperature: null,
      pleft_one_stale: 'ON',
      pleft_one_reading_at: AT,
    });
  });

  it.each([
    [true, 'lost', true],
    [false, 'ok', false],
    [null, 'ok', true],
    [null, 'dead', true],
    [null, 'lost', false],
  ] as const)('is there as a whole: its vendor says %s, its only probe is %s', (online, state, is) => {
    expect(isReachable(thermometer({ online, probes: [probe({ state })] }))).toBe(is);
  });
});
