/** The kinds of entities that a device has. No climate and no water heater: a slider would begin heating with no food named. */
export type Platform = 'sensor' | 'binary_sensor' | 'button' | 'event';

/** One entity of a device, before its topics and its device are known. */
export interface Entity {
  /** Its name among the entities of the device, stable for ever; where it shows a value, the name of that in the state. */
  readonly key: string;
  readonly platform: Platform;
  /** What people read. */
  readonly name: string;
  /** Where its value is: the state of the device, its alerts, its open alert; commands have none. */
  readonly shows: 'state' | 'alerts' | 'alert' | 'nothing';
  /** Whether it is there while the device cannot be reached, such as the entity that says so. */
  readonly outlivesDevice?: true;
  /** The keys of Home Assistant's own that it needs beside. */
  readonly config: Readonly<Record<string, unknown>>;
}

type Config = Entity['config'];

/** A number, an instant or a word. */
export const sensor = (key: string, name: string, config: Config): Entity => ({
  ...{ key, name, config },
  platform: 'sensor',
  shows: 'state',
});

/** Something that is so or not; null is not known. */
export const flag = (key: string, name: string, deviceClass: string, config: Config = {}): Entity => ({
  ...{ key, name },
  platform: 'binary_sensor',
  shows: 'state',
  config: { device_class: deviceClass, payload_on: ON, payload_off: OFF, ...config },
});

export const ON = 'ON';
export const OFF = 'OFF';

/** Where an entity stands that says how things are rather than what happens. */
export const DIAGNOSTIC: Config = { entity_category: 'diagnostic' };

/** A temperature that is measured. */
export const TEMPERATURE: Config = {
  device_class: 'temperature',
  unit_of_measurement: '°C',
  state_class: 'measurement',
  suggested_display_precision: 1,
};

/** An instant; its age is counted by whoever shows it, so that it is written once. */
export const TIMESTAMP: Config = { device_class: 'timestamp' };

/** One of a few words. */
export const oneOf = (options: readonly string[]): Config => ({ device_class: 'enum', options });

/** What happens to an alert, as an event. */
export const ALERT_EVENTS = ['firing', 'acknowledged', 'resolved'] as const;

/** The entities of the alerts that each device has: their transitions, and whether one is open. */
export const ALERT_ENTITIES: readonly Entity[] = [
  {
    key: 'alerts',
    platform: 'event',
    name: 'Alerts',
    shows: 'alerts',
    outlivesDevice: true,
    config: { event_types: ALERT_EVENTS, qos: 1 },
  },
  {
    key: 'open_alert',
    platform: 'binary_sensor',
    name: 'Open alert',
    shows: 'alert',
    outlivesDevice: true,
    config: { device_class: 'problem', payload_on: ON, payload_off: OFF },
  },
];
