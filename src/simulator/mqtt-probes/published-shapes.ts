import type { ReplayedReading } from '../probe-replay/probe-replay.js';

/** A message to publish. */
export interface ProbeMessage {
  readonly topic: string;
  readonly payload: string;
  readonly retain: boolean;
}

/** How a gateway publishes its probes. */
export interface PublishedShape {
  /** Where its will lies. */
  readonly will: string;
  /** The messages of readings that arrive together. */
  messages(readings: readonly ReplayedReading[]): readonly ProbeMessage[];
}

/** The Bluetooth address of the simulated thermometer. */
export const ADDRESS = 'A4:C1:38:5A:01:02';
const PLACES = 4;

/** OpenMQTTGateway with its decoder: an empty place is left out. */
export const theengsShape = (gateway = 'OpenMQTTGateway'): PublishedShape => ({
  will: `home/${gateway}/LWT`,
  messages: (readings) => {
    const fields = readings.flatMap(({ place, celsius }) => {
      const suffix = place === 1 ? '' : `${place}`;
      if (celsius === null) return [];
      return [
        [`tempc${suffix}`, celsius],
        [`tempf${suffix}`, Math.round((celsius * 1.8 + 32) * 100) / 100],
      ] as const;
    });
    const head = {
      id: ADDRESS,
      name: 'iBBQ',
      rssi: -63,
      brand: 'Inkbird',
      model: 'iBBQ',
      model_id: 'IBT-4XS',
    };
    return [bluetooth(gateway, { ...head, ...Object.fromEntries(fields) })];
  },
});

/** The same without its decoder: the bytes as they came over the air. */
export const rawShape = (gateway = 'OpenMQTTGateway'): PublishedShape => ({
  will: `home/${gateway}/LWT`,
  messages: (readings) => {
    const words = Array.from({ length: PLACES }, (_, index) => {
      const found = readings.find(({ place }) => place === index + 1)?.celsius ?? null;
      return word(found === null ? 0xfff6 : Math.round(found * 10));
    });
    const manufacturerdata = `00000000${ADDRESS.replaceAll(':', '').toLowerCase()}${words.join('')}`;
    return [bluetooth(gateway, { id: ADDRESS, name: 'iBBQ', rssi: -63, manufacturerdata })];
  },
});

/** A node of ESPHome: each sensor in a topic of its own, retained. */
export const esphomeShape = (node = 'smoker'): PublishedShape => ({
  will: `${node}/status`,
  messages: (readings) =>
    readings.map(({ place, celsius }) => ({
      topic: `${node}/sensor/probe_${place}/state`,
      payload: celsius === null ? 'nan' : celsius.toFixed(2),
      retain: true,
    })),
});

/** JSON with the instant of the readings in it. */
export const jsonShape = (topic = 'grill/left/state'): PublishedShape => ({
  will: `${topic.replace(/\/[^/]*$/, '')}/status`,
  messages: (readings) => {
    const time = (readings[0]?.at ?? 0) / 1000;
    const probes = Object.fromEntries(readings.map(({ place, celsius }) => [place, { celsius }]));
    return [{ topic, payload: JSON.stringify({ time, battery: 77, probes }), retain: false }];
  },
});

const bluetooth = (gateway: string, fields: object): ProbeMessage => ({
  topic: `home/${gateway}/BTtoMQTT/${ADDRESS.replaceAll(':', '')}`,
  payload: JSON.stringify(fields),
  retain: false,
});

const word = (value: number): string =>
  [value & 0xff, (value >> 8) & 0xff].map((byte) => byte.toString(16).padStart(2, '0')).join('');
