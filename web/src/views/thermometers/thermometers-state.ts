import { computed, effect, signal } from '@preact/signals';
import type { ProbeSessionsDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import type { OwnerAccountsDto } from '../../../../src/owner/api/dto/owner-account.dto.js';
import type { ThermometersDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { Resource } from '../../api/resource.js';
import { pageClock } from '../../state/clock.js';
import { onLive } from '../../state/live-events.js';
import { probesOf, withThermometer, type SeenThermometer } from './thermometer-list.js';

/** How often the sessions are read at least, in milliseconds: forecasts also change with time alone. */
const RENEW_EVERY = 15_000;
/** How often they are read at most while readings arrive. */
const AT_MOST_EVERY = 2_000;

/** Every thermometer, as last read. */
export const list = new Resource<ThermometersDto>('/thermometers');

/** How the accounts of the vendors are, and what is wrong with them. */
export const accounts = new Resource<OwnerAccountsDto>('/owner/thermometer-accounts');

/** The sessions of probes in food. */
export const sessions = new Resource<ProbeSessionsDto>('/probe-sessions');

/** Every thermometer, as last reported; undefined until they are known. */
export const thermometers = signal<readonly SeenThermometer[] | undefined>(undefined);

/** Why they could not be read. */
export const problem = computed(() => list.problem.value);

/** Every probe that is known. */
export const probes = computed(() => probesOf(thermometers.value ?? []));

effect(() => {
  const at = pageClock.now();
  thermometers.value = list.value.value?.thermometers.map((thermometer) => ({ thermometer, at }));
});

/** Reads everything that the view shows. */
export function readAll(): void {
  void list.read();
  void sessions.read();
  void accounts.read();
}

/** The name of a probe; its id where it is not known any more. */
export const nameOf = (probeId: string): string =>
  probes.value.find(({ probe }) => probe.probe_id === probeId)?.probe.name ?? probeId;

/** Whether a probe is in a food that is followed. */
export const isFollowed = (probeId: string): boolean =>
  sessions.value.value?.sessions.some(
    ({ probes: inFood, state }) => state === 'running' && inFood.some(({ probe_id: id }) => id === probeId),
  ) ?? false;

/** Follows the thermometers, and their sessions. Returns a function that ends it. */
export function follow(): () => void {
  let soon: ReturnType<typeof setTimeout> | undefined;
  const renew = (): void => {
    soon = undefined;
    if (document.visibilityState === 'visible') void sessions.read();
  };
  const timer = setInterval(() => {
    renew();
    void accounts.read();
  }, RENEW_EVERY);
  const leave = [
    onLive('reset', readAll),
    onLive('thermometer', (thermometer) => {
      thermometers.value = withThermometer(thermometers.peek() ?? [], thermometer, pageClock.now());
      soon ??= setTimeout(renew, AT_MOST_EVERY);
    }),
  ];
  return () => {
    clearInterval(timer);
    clearTimeout(soon);
    for (const end of leave) end();
  };
}
