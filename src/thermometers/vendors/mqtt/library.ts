/**
 * What is loaded once a broker and a mapping are set: the client of the protocol. It imports no code of this server: the
 * build makes a file of its own of it (scripts/bundle.mjs). The whole of the package would bring WebSockets, proxies and
 * a command with it.
 */
import type { MqttClient as Client } from 'mqtt';
import client from 'mqtt/lib/client';
import { writeToStream } from 'mqtt-packet';

// Otherwise the first packet makes a buffer for each number up to 65,535 and keeps them: 8 MB, for a few subscriptions.
writeToStream.cacheNumbers = false;

/** Node gives the whole of a CommonJS module as its default, others what it calls so. */
export const MqttClient: typeof Client = client.default ?? (client as unknown as typeof Client);
