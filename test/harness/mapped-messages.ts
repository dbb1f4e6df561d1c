import type { MappedGateway } from '../../src/thermometers/vendors/mqtt/protocol/mapping.js';
import { parseMapping } from '../../src/thermometers/vendors/mqtt/protocol/parse-mapping.js';
import { readMessage } from '../../src/thermometers/vendors/mqtt/protocol/read-message.js';

/** The moment at which the messages of a test arrive, in milliseconds since 1970. */
export const NOW = Date.UTC(2026, 2, 1, 18, 20, 0);
/** The gateway of a mapping, which must be without a fault. */
export const gateway = (mapping: object): MappedGateway => {
  const { gateways, faults } = parseMapping(JSON.stringify({ mqtt: [mapping] }));
  expect(faults).toEqual([]);
  return gateways[0]!;
};
export const bytes = (text: string) => new TextEncoder().encode(text);

/** Place and value of each probe in a message. */
export function values(mapping: object, payload: object | string, captures: readonly string[] = []) {
  const text = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const heard = readMessage(gateway(mapping), captures, bytes(text), NOW);
  if (heard === 'unreadable') return heard;
  return heard.map(({ probes }) => probes.map(({ place, value }) => [place, value]));
}
