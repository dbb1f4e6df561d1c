import { computed } from '@preact/signals';
import type { ThermometersDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { Resource } from '../../api/resource.js';
import { cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { WATCHED, type FactName } from './rule-facts.js';

/** Every thermometer with its probes, as last read. */
export const thermometers = new Resource<ThermometersDto>('/thermometers');

/** The names of what a rule can watch, by `KIND ID`. */
export const things = computed((): ReadonlyMap<string, string> => {
  const known = thermometers.value.value?.thermometers ?? [];
  return new Map([
    ...[...cookers.value.values()].map(
      ({ status: { device_id: id, device_name: name } }) => [`cooker ${id}`, name] as const,
    ),
    ...known.flatMap(({ thermometer_id: id, name, probes }) => [
      [`thermometer ${id}`, name] as const,
      ...probes.map((probe) => [`probe ${probe.probe_id}`, `${probe.name} (${name})`] as const),
    ]),
  ]);
});

/** What a rule about a fact can be for: every thing of a kind, or one of them, with its words. */
export const choicesFor = (fact: FactName): readonly (readonly [value: string, words: string])[] =>
  WATCHED[fact].flatMap((kind) => [
    [kind, t('alerts.everyThing', { kind: t(`alerts.${kind}`) })],
    ...[...things.value].filter(([id]) => id.startsWith(`${kind} `)),
  ]);
