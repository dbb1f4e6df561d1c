import fc from 'fast-check';
import { isVendorsId, PROBE_ID, probeIdOf, thermometerIdOf } from './probe-ids.js';

describe('The ids of thermometers and probes', () => {
  it('are the vendor and the hardware id, in lower case', () => {
    expect(thermometerIdOf('thermoworks', 'A1B2C3D4')).toBe('thermoworks-a1b2c3d4');
    expect(thermometerIdOf('mqtt', 'AA:BB:cc')).toBe('mqtt-aa-bb-cc');
    expect(probeIdOf('thermoworks-a1b2c3d4', 1)).toBe('thermoworks-a1b2c3d4-1');
  });

  it('have the form of an id, whatever the hardware calls itself', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (hardware, place) => {
        const id = thermometerIdOf('meater', hardware);
        expect(id).toMatch(PROBE_ID);
        expect(probeIdOf(id, place)).toMatch(PROBE_ID);
      }),
    );
  });

  it('stay different where they are cut, or where no sign of them can be used', () => {
    const long = 'x'.repeat(60);
    expect(thermometerIdOf('mqtt', `${long}1`)).not.toBe(thermometerIdOf('mqtt', `${long}2`));
    expect(probeIdOf(`mqtt-${long}`.slice(0, 40), 1)).not.toBe(probeIdOf(`mqtt-${long}`.slice(0, 40), 2));
    expect(thermometerIdOf('mqtt', 'жар')).not.toBe(thermometerIdOf('mqtt', '肉'));
  });

  it.each([
    ['thermoworks-a1-1', true],
    ['mqtt', true],
    ['mqttprobe', false],
    ['garage', false],
    ['http-1', false],
  ])('%s is the form of a vendor: %p', (id, isTheirs) => {
    expect(isVendorsId(id)).toBe(isTheirs);
  });
});
