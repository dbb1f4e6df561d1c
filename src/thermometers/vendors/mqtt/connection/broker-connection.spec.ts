import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { MqttClient } from '../library.js';
import { brokerAddress } from './broker-address.js';
import { BrokerConnection } from './broker-connection.js';

/** CONNACK of MQTT 5: accepted, without a session. */
const ACCEPTED = Buffer.from([0x20, 3, 0, 0, 0]);
/** Longer than a test may take. */
const VERY_LONG = 600_000;

describe('A connection to a broker that confirms nothing', () => {
  let broker: Server;
  let socket: Socket;
  let connection: BrokerConnection;
  const open = async (closing: number) => {
    broker = createServer((one) => {
      socket = one.on('error', () => undefined);
      one.once('data', () => one.write(ACCEPTED));
    }).listen(0, '127.0.0.1');
    await once(broker, 'listening');
    const address = brokerAddress(`mqtt://127.0.0.1:${(broker.address() as AddressInfo).port}`);
    await new Promise<void>((resolve) => {
      connection = new BrokerConnection(
        MqttClient,
        { address, clientId: 'one', version: 5, topics: [], closing },
        { onOpen: () => resolve(), onMessage: () => undefined, onEnd: () => undefined },
      );
    });
  };
  afterEach(() => {
    socket.destroy();
    broker.close();
  });

  it('is closed once the broker is gone', async () => {
    await open(VERY_LONG);
    void connection.publish('topic', 'text', { retain: false, quality: 1 });
    await once(socket, 'data');
    const closed = connection.close();
    socket.destroy();
    await closed;
  });

  it('is closed after a while where the broker stays', async () => {
    await open(50);
    void connection.publish('topic', 'text', { retain: false, quality: 1 });
    await once(socket, 'data');
    const left = once(socket.resume(), 'close');
    await connection.close();
    await left;
  });
});
