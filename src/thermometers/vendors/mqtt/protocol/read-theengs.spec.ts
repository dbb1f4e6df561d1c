import { bytes, gateway, NOW, values } from '../../../../../test/harness/mapped-messages.js';
import { readMessage } from './read-message.js';

describe('A message of OpenMQTTGateway or Theengs Gateway', () => {
  const THEENGS = { use: 'theengs' };
  const ID = 'A4:C1:38:00:11:22';

  it('is read as its decoder wrote it', () => {
    const message = {
      id: ID,
      rssi: -71,
      brand: 'Inkbird',
      model_id: 'IBT-4XS',
      tempc: 54.5,
      tempf: 130.1,
      tempc3: 90,
    };
    const [device] = readMessage(
      gateway(THEENGS),
      ['porch', 'A4C138001122'],
      bytes(JSON.stringify(message)),
      NOW,
    );
    expect(device).toMatchObject({
      hardwareId: 'a4c138001122',
      model: 'Inkbird IBT-4XS',
      signalDbm: -71,
      at: null,
    });
    expect(values(THEENGS, message)).toEqual([
      [
        ['1', 54.5],
        ['2', null],
        ['3', 90],
        ['4', null],
      ],
    ]);
  });

  it('is read from its bytes before anything that was made of them', () => {
    const message = { id: ID, name: 'iBBQ', manufacturerdata: '00000000a4c138001122ceffb700', tempc2: 18.3 };
    expect(values(THEENGS, message)).toEqual([
      [
        ['1', -5],
        ['2', 18.3],
      ],
    ]);
  });

  it('names a probe of Combustion by its serial number, whoever repeats it', () => {
    const manufacturerdata = `c70902010a0000${'00'.repeat(13)}00004000`;
    const [device] = readMessage(
      gateway(THEENGS),
      [],
      bytes(JSON.stringify({ id: ID, manufacturerdata })),
      NOW,
    );
    expect(device).toMatchObject({ hardwareId: '00000a01' });
  });

  it('is read from a characteristic that was asked for', () => {
    const read = 'b00300001e000000';
    const characteristic = '7EDDA774-045E-4BBF-909B-45D1991A2876';
    expect(values(THEENGS, { id: ID, characteristic, read, success: true })).toEqual([
      [
        ['tip', 59],
        ['ambient', 59],
      ],
    ]);
  });

  it('may hold numbers as texts, and °F alone', () => {
    expect(values(THEENGS, { id: ID, tempc: '19.2', hum: '52.6' })).toEqual([
      [
        ['1', 19.2],
        ['humidity', 52.6],
      ],
    ]);
    expect(values(THEENGS, { id: ID, tempf: 212 })).toEqual([[['1', 100]]]);
  });

  it('may name its device by the topic alone', () => {
    expect(values(THEENGS, { tempc: 4 }, ['porch', 'A4C138001122'])).toEqual([[['1', 4]]]);
  });

  it.each([
    ['a device without a temperature', { id: ID, rssi: -60, manufacturerdata: '4c0010060319247bbc68' }],
    ['no address', { tempc: 4 }],
    ['odd digits', { id: ID, name: 'iBBQ', manufacturerdata: '000' }],
  ])('has no thermometer with %s', (_name, message) => {
    expect(values(THEENGS, message)).toEqual([]);
  });

  it('counts only for the devices that are named', () => {
    const mine = { ...THEENGS, only: [ID] };
    expect(values(mine, { id: ID, tempc: 4 })).toHaveLength(1);
    expect(values(mine, { id: 'A4:C1:38:99:99:99', tempc: 4 })).toEqual([]);
  });

  it('takes name and kind of a place from the mapping', () => {
    const place = { device: ID, place: '2', name: 'Pit', kind: 'ambient', tolerance_celsius: 2 };
    const message = { id: ID, model_id: 'IBT-2X', tempc: 50, tempc2: 120 };
    const heard = readMessage(
      gateway({ ...THEENGS, places: [place] }),
      [],
      bytes(JSON.stringify(message)),
      NOW,
    );
    expect(heard).toMatchObject([
      {
        probes: [
          { name: 'Probe 1', kind: 'core' },
          { name: 'Pit', kind: 'ambient', toleranceCelsius: 2 },
        ],
      },
    ]);
  });
});
