import { computed, signal } from '@preact/signals';
import type { AlertDto } from '../../../src/alerts/dto/alert.dto.js';
import type { Aged } from './age.js';

/** An alert as last read, with the age of its value. */
export interface SeenAlert extends Aged {
  readonly alert: AlertDto;
}

/** The alerts that are not over, in the order in which they are shown; undefined until they are known. */
export const openAlerts = signal<readonly SeenAlert[] | undefined>(undefined);

/** Those of them that wait for someone to acknowledge them. */
export const firingAlerts = computed(
  () => openAlerts.value?.filter(({ alert }) => alert.state === 'firing') ?? [],
);

const SEVERITIES: readonly AlertDto['severity'][] = ['critical', 'warning', 'info'];

/** Alerts that were read at a time of the page: what no one has acknowledged first, of those the most serious, then the newest. */
export const seenAlerts = (alerts: readonly AlertDto[], at: number): readonly SeenAlert[] =>
  alerts
    .filter(({ state }) => state === 'firing' || state === 'acknowledged')
    .toSorted((one, other) => rankOf(one) - rankOf(other) || sinceOf(other) - sinceOf(one))
    .map((alert) => ({ alert, at, ageSeconds: alert.observed_age_seconds }));

const rankOf = ({ state, severity }: AlertDto): number =>
  SEVERITIES.indexOf(severity) + (state === 'firing' ? 0 : SEVERITIES.length);

const sinceOf = ({ fired_at: at, pending_since: began }: AlertDto): number => Date.parse(at ?? began);
