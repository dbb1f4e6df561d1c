import { computed, signal } from '@preact/signals';
import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import type { Aged } from './age.js';
import { kept } from './kept.js';

/** What a cooker last reported, and when this page received it. */
export interface SeenCooker extends Aged {
  readonly status: StatusDto;
}

/** Every cooker by its device_id. */
export type Cookers = ReadonlyMap<string, SeenCooker>;

/** Notes a report, by the time of the page. */
export function withStatus(cookers: Cookers, status: StatusDto, at: number): Cookers {
  const seen: SeenCooker = { status, at, ageSeconds: status.reading_age_seconds };
  return new Map(cookers).set(status.device_id, seen);
}

/** The cookers of this account, as last seen. */
export const cookers = signal<Cookers>(new Map());

const stored = kept('cooker');

/** The device_id that the person chose; undefined while there is nothing to choose. */
export const chosenId = signal<string | undefined>(stored.read());

/** Chooses the cooker that the page shows, and keeps the choice in this browser. */
export function chooseCooker(deviceId: string): void {
  chosenId.value = deviceId;
  stored.write(deviceId);
}

/** The cooker that the page shows: the chosen one, else one that runs, else the first. */
export const cooker = computed((): SeenCooker | undefined => {
  const all = [...cookers.value.values()];
  return cookers.value.get(chosenId.value ?? '') ?? all.find(({ status }) => status.is_running) ?? all[0];
});

/** A cooker that has reported nothing for so long may do something else by now, such as a cook, in seconds. */
export const UNSEEN = 120;

/**
 * Whether a cooker runs or may run: it was last seen running, what it does is not known, or it was seen idle too long
 * ago to rely on it. One that the server knows to be away cannot be stopped from here; it counts by what it last did.
 */
export function mayRun(status: StatusDto, ageSeconds: number | null, isServerThere: boolean): boolean {
  if (status.is_running || status.state === 'unknown' || !isServerThere) return true;
  return status.device_online && (ageSeconds === null || ageSeconds > UNSEEN);
}
