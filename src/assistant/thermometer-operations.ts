import { nameAtHead } from '../shared/printable.js';
import type { ProbeDto, ThermometerDto, ThermometersDto } from '../thermometers/dto/thermometers.dto.js';
import { READS } from './effects.js';
import type { AssistantOperation } from './operation.js';

const getThermometers: AssistantOperation = {
  operationId: 'getThermometers',
  tool: 'get_thermometers',
  route: 'GET /thermometers',
  scope: 'status:read',
  effects: READS,
  input: 'none',
  sentence: ({ thermometers }: ThermometersDto) =>
    thermometers.length === 0
      ? 'No thermometer is set up.'
      : thermometers.flatMap(({ probes }) => probes.map(probeSentence)).join(' ') || WITHOUT_PROBES,
  run: ({ thermometers }, _none, principal) => thermometers.list(principal),
};

/** The operations about thermometers. */
export const THERMOMETER_OPERATIONS = [getThermometers] as const;

const WITHOUT_PROBES = 'No thermometer has a probe.';
type State = ThermometerDto['probes'][number]['state'];

const STATES: Readonly<Record<Exclude<State, 'ok'>, string>> = {
  no_reading: 'has no reading',
  silent: 'has reported no change since',
  lost: 'is not heard',
  dead: 'is broken: its values are impossible or stuck',
};

/** "Chicken breast: 52.4 °C, 12 s ago." */
function probeSentence({
  name,
  kind,
  temperature_celsius: value,
  reading_age_seconds: age,
  state,
}: ProbeDto): string {
  const measured = value === null ? undefined : `${value} ${kind === 'humidity' ? '%' : '°C'}, ${agoIn(age)}`;
  if (state === 'ok') return `${nameAtHead(name)}: ${measured}.`;
  if (measured === undefined || state === 'no_reading' || state === 'dead')
    return `${nameAtHead(name)} ${STATES[state]}.`;
  return `${nameAtHead(name)}: ${measured}; it ${STATES[state]}.`;
}

function agoIn(seconds: number | null): string {
  if (seconds === null) return 'of unknown age';
  if (seconds < 90) return `${Math.round(seconds)} s ago`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min ago` : `${Math.round(minutes / 60)} h ago`;
}
