import type { HeardMessage } from './heard.js';
import type { MappedGateway } from './mapping.js';
import { readBytes, readEsphome, readJson } from './read-mapped.js';
import { readTheengs } from './read-theengs.js';

/**
 * Reads a message of a gateway. It never throws, whatever anybody published.
 * @param captures the levels of the topic that stand at `+` of the gateway's topic
 * @param now in milliseconds since 1970
 */
export function readMessage(
  gateway: MappedGateway,
  captures: readonly string[],
  payload: Uint8Array,
  now: number,
): HeardMessage {
  switch (gateway.use) {
    case 'theengs':
      return readTheengs(gateway, captures, payload);
    case 'esphome':
      return readEsphome(gateway, captures, payload);
    case 'json':
      return readJson(gateway, captures, payload, now);
    case 'bytes':
      return readBytes(gateway, captures, payload);
  }
}
