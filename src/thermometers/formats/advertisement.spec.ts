import fc from 'fast-check';
import { decodeAdvertisement } from './advertisement.js';
import { bytesOfHex } from './bytes.js';

const COMBUSTION = 'c709';
/** Eight raw zeroes. */
const SENSORS = '00'.repeat(13);

const whole = (hex: string) => bytesOfHex(hex)!;

describe('decodeAdvertisement', () => {
  it('names a probe of Combustion by its serial number', () => {
    const data = whole(`${COMBUSTION}01010a0000${SENSORS}00000000`);
    const heard = decodeAdvertisement('', data);
    expect(heard).toMatchObject({ model: 'Combustion Predictive Thermometer', serial: '00000A01' });
    expect(heard?.sensors.map(({ place }) => place)).toEqual(['core', 'surface', 'ambient']);
  });

  it('says of a probe in error that its sensors do not work', () => {
    const heard = decodeAdvertisement('', whole(`${COMBUSTION}01010a0000${SENSORS}03000000`));
    for (const sensor of heard!.sensors) expect(sensor).toMatchObject({ value: null, faulty: true });
  });

  it('has one place in instant read', () => {
    const heard = decodeAdvertisement('', whole(`${COMBUSTION}01010a00008a06${'00'.repeat(11)}01000000`));
    expect(heard?.sensors).toEqual([{ place: 'instant', kind: 'core', value: 63.7 }]);
  });

  it('hears nothing of a node that repeats nothing', () => {
    expect(decodeAdvertisement('', whole(`${COMBUSTION}02${'00'.repeat(21)}`))).toBeNull();
  });

  it('reads a gauge as the air of a grill', () => {
    const serial = Buffer.from('GG10000001').toString('hex');
    const heard = decodeAdvertisement('', whole(`${COMBUSTION}03${serial}dc050100${'00'.repeat(7)}`));
    expect(heard).toEqual({
      model: 'Combustion Giant Grill Gauge',
      serial: 'GG10000001',
      batteryPercent: null,
      sensors: [{ place: 'gauge', kind: 'ambient', value: 130 }],
    });
  });

  it('numbers the places of an Inkbird', () => {
    const heard = decodeAdvertisement('iBBQ', whole('00000000a1b2c3d4e5f6f401f6ff'));
    expect(heard?.sensors).toEqual([
      { place: '1', kind: 'core', value: 50 },
      { place: '2', kind: 'core', value: null },
    ]);
  });

  it.each([
    ['TP960R (0001)', '01460098086e00', ['2-internal', '2-ambient'], [40, 80]],
    ['TP357S (0001)', 'c2640032000000', ['ambient', 'humidity'], [10, 50]],
  ])('names the sensors of a ThermoPro: %s', (name, hex, places, values) => {
    const heard = decodeAdvertisement(name, whole(hex));
    expect(heard?.sensors.map(({ place }) => place)).toEqual(places);
    expect(heard?.sensors.map(({ value }) => value)).toEqual(values);
  });

  it('has four places at a TP972', () => {
    const heard = decodeAdvertisement('TP972', new Uint8Array(20));
    expect(heard?.sensors.map(({ place }) => place)).toEqual(['1-tip', '1-centre', '1-end', '1-ambient']);
  });

  it('leaves every other device alone', () => {
    expect(decodeAdvertisement('iPhone', whole('4c0010060319247bbc68'))).toBeNull();
  });

  it('takes any name and any bytes', () => {
    const names = fc.oneof(fc.string(), fc.constantFrom('iBBQ', 'xBBQ', 'TP960R', 'TP972', 'TP357S'));
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 40 }),
      fc.uint8Array({ maxLength: 40 }).map((rest) => Uint8Array.from([0xc7, 0x09, ...rest])),
    );
    fc.assert(
      fc.property(names, bytes, (name, data) => {
        for (const { place } of decodeAdvertisement(name, data)?.sensors ?? [])
          expect(place).toMatch(/^[a-z0-9-]{1,20}$/);
      }),
    );
  });
});
