import { mqttTarget } from './mqtt-target.js';

const MQTT_URL = 'mqtt://me:secret@192.168.1.10';

describe('Where messages are published over MQTT', () => {
  it('is the broker of the server, at a topic below its prefix', () => {
    expect(mqttTarget({ url: null, topic: null }, MQTT_URL, 'coddle')).toEqual({
      address: { secure: false, host: '192.168.1.10', port: 1883, username: 'me', password: 'secret' },
      topic: 'coddle/alerts',
    });
  });

  it('is the topic and the broker of the channel, where it has its own', () => {
    expect(mqttTarget({ url: null, topic: 'home/alerts' }, MQTT_URL, 'coddle')).toMatchObject({
      address: { host: '192.168.1.10' },
      topic: 'home/alerts',
    });
    expect(mqttTarget({ url: 'mqtts://broker.example', topic: null }, MQTT_URL, 'sous-vide')).toMatchObject({
      address: { secure: true, host: 'broker.example', port: 8883, username: undefined },
      topic: 'sous-vide/alerts',
    });
  });

  it('is nowhere without a broker', () => {
    expect(mqttTarget({ url: null, topic: 'home/alerts' }, undefined, 'coddle')).toBeUndefined();
  });
});
