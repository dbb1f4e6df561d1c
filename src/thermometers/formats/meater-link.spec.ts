import fc from 'fast-check';
import { decodeMeaterLink } from './meater-link.js';

type Bytes = readonly number[];
const varint = (value: number): Bytes =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...varint(Math.floor(value / 0x80))];
const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);
const number = (field: number, value: number): Bytes => [...varint(field * 8), ...varint(value)];
const signed = (field: number, value: number): Bytes => number(field, zigzag(value));
const block = (field: number, ...parts: readonly Bytes[]): Bytes => {
  const content = parts.flat();
  return [...varint(field * 8 + 2), ...varint(content.length), ...content];
};
const text = (field: number, value: string): Bytes => block(field, [...Buffer.from(value)]);
const fixed = (field: number, hex: string): Bytes => [
  ...varint(field * 8 + 1),
  ...Buffer.from(hex, 'hex').reverse(),
];

const header = ({ identifier = 21578, major = 17 } = {}): Bytes =>
  block(
    1,
    number(1, identifier),
    number(2, major),
    number(3, 8),
    number(4, 41),
    fixed(5, '00112233445566aa'),
  );

interface Shown {
  readonly internal?: number;
  readonly ambient?: number;
  readonly remaining?: number;
}

const device = ({ internal = 12.5, ambient = 30.25, remaining = 600 }: Shown = {}): Bytes =>
  block(
    3,
    block(
      1,
      fixed(1, '00112233445566aa'),
      block(3, number(1, 1), number(2, 3), signed(3, 54 * 32), text(9, 'lamb')),
      block(
        4,
        signed(1, internal * 32),
        signed(2, ambient * 32),
        signed(3, internal * 32),
        signed(4, remaining),
        number(5, 90),
      ),
    ),
    fixed(5, 'a1b2c3d4e5f60718'),
    number(6, 4),
    block(7, number(1, 0), number(2, 65)),
    text(8, 'v2.1'),
    signed(11, -72),
  );

const datagram = (head: Bytes, ...devices: readonly Bytes[]): Uint8Array =>
  Uint8Array.from([...head, ...block(3, number(1, 0), number(2, 0), ...devices)]);

describe('decodeMeaterLink', () => {
  it('reads header and probe', () => {
    expect(decodeMeaterLink(datagram(header(), device()))).toEqual({
      identifier: 21578,
      versionMajor: 17,
      versionMinor: 8,
      messageNumber: 41,
      senderId: '00112233445566aa',
      probes: [
        {
          deviceId: 'a1b2c3d4e5f60718',
          probeNumber: 4,
          cookState: 3,
          cookName: 'lamb',
          targetCelsius: 54,
          internalCelsius: 12.5,
          ambientCelsius: 30.25,
          peakCelsius: 12.5,
          remainingSeconds: 600,
          elapsedSeconds: 90,
          batteryPercent: 65,
          signalDbm: -72,
          firmware: 'v2.1',
        },
      ],
    });
  });

  it('reads temperatures below zero with their sign', () => {
    const read = decodeMeaterLink(datagram(header(), device({ internal: -18.5, ambient: -3 })));
    expect(read?.probes[0]).toMatchObject({ internalCelsius: -18.5, ambientCelsius: -3 });
  });

  it('takes a remaining time of −1 as not known', () => {
    const read = decodeMeaterLink(datagram(header(), device({ remaining: -1 })));
    expect(read?.probes[0]?.remainingSeconds).toBeNull();
  });

  it('reads every probe of a block', () => {
    const read = decodeMeaterLink(datagram(header(), device({ internal: 40 }), device({ internal: 41 })));
    expect(read?.probes.map(({ internalCelsius }) => internalCelsius)).toEqual([40, 41]);
  });

  it('has no probe where a device is none', () => {
    expect(decodeMeaterLink(datagram(header(), block(3, number(6, 1))))?.probes).toEqual([]);
  });

  it('has no temperature out of the range of the sensor', () => {
    const read = decodeMeaterLink(datagram(header(), device({ internal: 400, ambient: 1023 })));
    expect(read?.probes[0]).toMatchObject({ internalCelsius: null, ambientCelsius: null });
  });

  it.each([
    ['another identifier', { identifier: 21579 }],
    ['another version', { major: 18 }],
  ])('does not read a datagram with %s', (_name, head) => {
    expect(decodeMeaterLink(datagram(header(head), device()))).toBeNull();
  });

  it('does not read a datagram that is cut off', () => {
    const whole = datagram(header(), device());
    for (let length = 0; length < whole.length; length++)
      expect(decodeMeaterLink(whole.subarray(0, length))?.probes ?? []).toEqual([]);
  });

  it('takes any bytes, torn ones too', () => {
    const torn = fc.tuple(fc.nat(120), fc.uint8Array({ maxLength: 12 })).map(([at, change]) => {
      const whole = datagram(header(), device());
      whole.set(change.subarray(0, Math.max(0, whole.length - at)), Math.min(at, whole.length));
      return whole;
    });
    fc.assert(
      fc.property(fc.oneof(torn, fc.uint8Array({ maxLength: 200 })), (data) => {
        for (const probe of decodeMeaterLink(data)?.probes ?? []) {
          expect(Math.abs(probe.internalCelsius ?? 0)).toBeLessThanOrEqual(150);
          expect(Math.abs(probe.ambientCelsius ?? 0)).toBeLessThanOrEqual(600);
          expect(probe.remainingSeconds ?? 0).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
