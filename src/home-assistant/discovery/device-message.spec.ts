import fc from 'fast-check';
import type { ProbeDto, ThermometerDto } from '../../thermometers/dto/thermometers.dto.js';
import { Topics } from '../topics.js';
import { COOKER_ENTITIES, COOKER_STATES } from './cooker-entities.js';
import { deviceMessage, type Device } from './device-message.js';
import { thermometerEntities } from './probe-entities.js';
import { SERVER_ENTITIES } from './server-entities.js';

const TOPICS = new Topics('coddle', 'homeassistant');
const ORIGIN = { version: '1.2.3' };
type Component = Readonly<Record<string, unknown>>;
interface Message {
  readonly device: Record<string, unknown>;
  readonly origin: Record<string, unknown>;
  readonly components: Record<string, Component>;
}

const messageOf = (device: Partial<Device> & Pick<Device, 'kind' | 'entities'>, gone?: never[]): Message =>
  deviceMessage({ id: 'a1', name: 'Kitchen', facts: {}, ...device }, TOPICS, ORIGIN, gone) as Message;

const COOKER = messageOf({ kind: 'cooker', entities: COOKER_ENTITIES });
const probe = (known: Partial<ProbeDto> = {}): ProbeDto => ({
  probe_id: 'mqtt-smoker-1',
  name: 'Brisket',
  kind: 'core',
  temperature_celsius: 52,
  reading_at: '2026-03-01T12:00:00.000Z',
  reading_age_seconds: 1,
  stale: false,
  state: 'ok',
  rate_celsius_per_hour: null,
  trusted: true,
  ...known,
});
const thermometer = (probes: ProbeDto[]): ThermometerDto => ({
  thermometer_id: 'mqtt-smoker',
  vendor: 'mqtt',
  name: 'Smoker',
  model: 'Node',
  online: true,
  battery_percent: null,
  signal_dbm: null,
  last_seen: null,
  probes,
});

/** The rules of Home Assistant for a discovery message, each read in its code. */
function assertAccepted({ device, origin, components, ...others }: Message): void {
  expect(others).toEqual({});
  expect(device['identifiers']).toHaveLength(1);
  expect(origin).toEqual({ name: 'Coddle', sw: '1.2.3' });
  const ids = Object.values(components).map(({ unique_id: id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const component of Object.values(components)) assertComponent(component);
}

function assertComponent(component: Component): void {
  const { platform, device_class: kind, unit_of_measurement: unit, state_class: state } = component;
  expect(['sensor', 'binary_sensor', 'button', 'event']).toContain(platform);
  expect(component['default_entity_id']).toMatch(
    new RegExp(`^(?!.*__)${String(platform)}\\.(?!_)[a-z0-9_]+(?<!_)$`),
  );
  expect(component).not.toHaveProperty('object_id');
  expect(component['availability_mode']).toBe('all');
  if (kind === 'temperature') expect(unit).toBe('°C');
  if (kind === 'enum')
    expect([unit, state, Array.isArray(component['options'])]).toEqual([undefined, undefined, true]);
  if (kind === 'timestamp') expect([unit, state]).toEqual([undefined, undefined]);
  if ('command_topic' in component)
    expect([component['retain'], component['message_expiry_interval']]).toEqual([false, 10]);
  // Otherwise a value that the broker kept would count as fresh for so long, after each restart of Home Assistant.
  expect(component).not.toHaveProperty('expire_after');
}

describe('The message that announces a device', () => {
  it.each([
    ['cooker', COOKER_ENTITIES],
    ['server', SERVER_ENTITIES],
    ['thermometer', thermometerEntities(thermometer([probe(), probe({ probe_id: 'mqtt-smoker-2' })]))],
  ] as const)('is accepted for a %s', (kind, entities) => {
    assertAccepted(messageOf({ kind, entities }));
  });

  it('is accepted whatever the names of a thermometer and its probes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (name, ofProbe) => {
        const entities = thermometerEntities(thermometer([probe({ name: ofProbe })]));
        assertAccepted(messageOf({ kind: 'thermometer', name, entities }));
      }),
    );
  });

  it('has no climate and no water heater: a slider would begin heating with no food named', () => {
    const platforms = new Set(Object.values(COOKER.components).map(({ platform }) => platform));
    expect([...platforms].sort()).toEqual(
      expect.not.arrayContaining(['climate', 'water_heater', 'number', 'switch']),
    );
  });

  it('names an entity by the hardware and its place, not by what people call it', () => {
    const [one, other] = ['Brisket', 'Ham'].map((name) =>
      messageOf({
        kind: 'thermometer',
        id: 'mqtt-smoker',
        entities: thermometerEntities(thermometer([probe({ name })])),
      }),
    );
    const id = 'coddle_thermometer_mqtt-smoker_p1_temperature';
    expect([one, other].map((message) => message!.components['p1_temperature']!['unique_id'])).toEqual([
      id,
      id,
    ]);
  });

  it('lets an entity be there only while the server and the device are', () => {
    const topicsOf = (key: string) =>
      (COOKER.components[key]!['availability'] as { topic: string }[]).map(({ topic }) => topic);
    expect(topicsOf('water')).toEqual(['coddle/server', 'coddle/cooker/a1/availability']);
    expect(topicsOf('reachable')).toEqual(['coddle/server']);
  });

  it('knows every state of a cooker', () => {
    expect(COOKER.components['state']!['options']).toEqual(COOKER_STATES);
  });

  it('removes an entity by its platform alone', () => {
    const device = { kind: 'cooker', id: 'a1', name: 'Kitchen', facts: {}, entities: [] } as const;
    const gone = [{ key: 'old', platform: 'sensor' }] as const;
    expect(deviceMessage(device, TOPICS, ORIGIN, gone)).toMatchObject({
      components: { old: { platform: 'sensor' } },
    });
    const { components } = deviceMessage(device, TOPICS, ORIGIN, gone) as Message;
    expect(components['old']).toEqual({ platform: 'sensor' });
  });
});
