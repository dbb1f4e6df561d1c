import { celsius } from '../../../shared/units.js';
import { isLate } from '../../probes/reading-instant.js';
import { probeIdOf, thermometerIdOf } from '../../probe-ids.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import type { ProbeFacts, ProbeReading, ThermometerFacts } from '../../thermometer.js';
import type { HeardDevice, HeardProbe } from './protocol/heard.js';
import type { MappedGateway } from './protocol/mapping.js';
import { heardProbe } from './protocol/read-mapped.js';

/** More than a household has: Bluetooth gateways hear every thermometer of the street. */
const MOST_PROBES = 200;

/** Messages so close are distinguished by their stamps, in ms; where the clock is set back by more, it counts anew. */
const CLOSE = 1_000;

/** What is known of the time of a message. */
export interface Arrival {
  /** In milliseconds since 1970. */
  readonly receivedAt: number;
  /** False for what the broker kept or sent again: without a stamp in it, its age is not known. */
  readonly isLive: boolean;
}

/** A thermometer that was heard, with the gateway that it came through last. */
interface Known {
  facts: ThermometerFacts;
  gateway: string;
  /** The instant of its newest reading without a stamp. */
  newestAt: number;
}

/** The thermometers of a broker, as they were heard. */
export class HeardThermometers {
  private readonly known = new Map<string, Known>();
  /** What gateways with a will say of themselves. */
  private readonly alive = new Map<string, boolean>();
  private probes = 0;

  constructor(private readonly sink: ThermometerSink) {}

  /** Whether there is no place for a further thermometer. */
  get isFull(): boolean {
    return this.probes >= MOST_PROBES;
  }

  /** Reports the thermometers that a mapping names by itself, before they are heard. */
  declare(gateway: MappedGateway): void {
    const mapped = gateway.use === 'esphome' || gateway.use === 'json' ? gateway : undefined;
    if (mapped === undefined || mapped.thermometer === null) return;
    const probes = [...mapped.probes.values()].map((probe) => heardProbe(probe, null));
    const model = gateway.use === 'esphome' ? 'ESPHome' : 'MQTT';
    this.note(gatewayKey(gateway, []), {
      hardwareId: mapped.thermometer,
      name: gateway.name,
      model,
      batteryPercent: null,
      signalDbm: null,
      at: null,
      probes,
    });
  }

  /** Reports a thermometer that was heard; returns its readings, none where their instant is not known. */
  hear(
    gateway: MappedGateway,
    captures: readonly string[],
    device: HeardDevice,
    arrival: Arrival,
  ): ProbeReading[] {
    const key = gatewayKey(gateway, captures);
    const { receivedAt, isLive } = arrival;
    // It is back, although it has not said so yet.
    if (isLive && this.alive.get(key) === false) this.alive.set(key, true);
    const known = this.note(key, device, isLive ? receivedAt : undefined);
    const at = known && instantOf(device, known, arrival);
    if (known === undefined || at === undefined) return [];
    const late = isLate(at, receivedAt);
    return device.probes.map(({ place, value }) => ({
      probeId: probeIdOf(known.facts.thermometerId, place),
      at,
      receivedAt,
      celsius: value,
      late,
    }));
  }

  /** Notes what a gateway says of itself, or its will. */
  gatewayIs(gateway: MappedGateway, captures: readonly string[], online: boolean): void {
    const key = gatewayKey(gateway, captures);
    this.alive.set(key, online);
    for (const known of this.known.values()) {
      if (known.gateway === key) this.report(known, { ...known.facts, online });
    }
  }

  /** The broker would have published the will of a gateway that is not alive any more. @param now since 1970, in ms */
  stillAlive(now: number): void {
    for (const known of this.known.values()) {
      if (this.alive.get(known.gateway) === true) this.report(known, { ...known.facts, lastSeen: now });
    }
  }

  /** Without the broker it is not known of any gateway whether it lives. */
  brokerLost(): void {
    this.alive.clear();
    for (const known of this.known.values()) this.report(known, { ...known.facts, online: null });
  }

  /** Takes what a message says of a thermometer; undefined where there are too many. */
  private note(gateway: string, device: HeardDevice, heardAt?: number): Known | undefined {
    const thermometerId = thermometerIdOf('mqtt', device.hardwareId);
    const known = this.known.get(thermometerId);
    if (known === undefined && this.isFull) return undefined;
    const before = known?.facts;
    const probes = mergedProbes(before?.probes ?? [], thermometerId, device.probes);
    this.probes += probes.length - (before?.probes.length ?? 0);
    const facts: ThermometerFacts = {
      thermometerId,
      vendor: 'mqtt',
      name: device.name,
      model: device.model,
      online: this.alive.get(gateway) ?? null,
      batteryPercent: device.batteryPercent ?? before?.batteryPercent ?? null,
      signalDbm: device.signalDbm ?? before?.signalDbm ?? null,
      lastSeen: heardAt ?? before?.lastSeen ?? null,
      probes,
    };
    const entry = known ?? { facts, gateway, newestAt: 0 };
    entry.gateway = gateway;
    this.known.set(thermometerId, entry);
    this.report(entry, facts);
    return entry;
  }

  private report(known: Known, facts: ThermometerFacts): void {
    known.facts = facts;
    this.sink.seen(facts);
  }
}

/**
 * When a device measured: by its own stamp, otherwise when its message came. Two messages that come within a millisecond
 * are two readings.
 */
function instantOf(device: HeardDevice, known: Known, { receivedAt, isLive }: Arrival): number | undefined {
  if (device.at !== null) return typeof device.at === 'number' ? device.at : undefined;
  if (!isLive) return undefined;
  const isClose = Math.abs(known.newestAt - receivedAt) < CLOSE;
  known.newestAt = isClose ? Math.max(receivedAt, known.newestAt + 1) : receivedAt;
  return known.newestAt;
}

/** A gateway at its topic: where the topic of its life has a `+`, each level there is another gateway. */
function gatewayKey({ topic, availability }: MappedGateway, captures: readonly string[]): string {
  return [topic.text, ...captures.slice(0, availability?.topic.wildcards ?? 0)].join(' ');
}

/** The probes that were known, with what a message says anew; one that it leaves out stays. */
function mergedProbes(
  before: readonly ProbeFacts[],
  thermometerId: string,
  heard: readonly HeardProbe[],
): readonly ProbeFacts[] {
  const probes = new Map(before.map((probe) => [probe.probeId, probe]));
  for (const probe of heard) {
    const probeId = probeIdOf(thermometerId, probe.place);
    probes.set(probeId, factsOf(probeId, probe));
  }
  return [...probes.values()];
}

const factsOf = (probeId: string, probe: HeardProbe): ProbeFacts => ({
  probeId,
  name: probe.name,
  kind: probe.kind,
  toleranceCelsius: celsius(probe.toleranceCelsius),
  sendsOnChange: probe.sendsOnChange,
  ...(probe.intervalSeconds === null ? {} : { intervalSeconds: probe.intervalSeconds }),
  ...(probe.faulty ? { faulty: true } : {}),
});
