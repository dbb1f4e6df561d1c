import type { BeginProbeSessionDto } from '../../../../src/cooking/probes/dto/begin-probe-session.dto.js';
import type { EnteredTemperature } from '../../units/entered-temperature.js';
import { enteredNumber } from '../../units/number-entry.js';

/** What a person fills in to follow food with a probe. */
export interface SessionForm {
  readonly probeId: string;
  /** More probes in the same piece. */
  readonly others: readonly string[];
  readonly food: string;
  readonly thickness: string;
  /** The core to reach. */
  readonly target: EnteredTemperature;
  /** Minutes since the food went in. */
  readonly minutes: string;
  /** The running cook that the food is in; empty for none. */
  readonly cookId: string;
  readonly vulnerable: boolean;
}

const MINUTE = 60_000;

/**
 * The request that a form amounts to; undefined while a field is no number, or nothing names the food.
 * @param now the date by the server's clock; undefined while it is not known
 */
export function readSessionForm(
  form: SessionForm,
  now: number | undefined,
): BeginProbeSessionDto | undefined {
  const [thickness, minutes] = [enteredNumber(form.thickness), enteredNumber(form.minutes) ?? 0];
  const { celsius } = form.target;
  const others = form.others.filter((id) => id !== form.probeId);
  if ([thickness, minutes, celsius].some(Number.isNaN) || form.food.trim() === '') return undefined;
  return {
    probe_id: form.probeId,
    food_type: form.food.trim(),
    ...(others.length > 0 && { other_probe_ids: others }),
    ...(thickness !== undefined && { thickness_mm: thickness }),
    ...(celsius !== undefined && { target_core_celsius: celsius }),
    ...(minutes > 0 && now !== undefined && { started_at: new Date(now - minutes * MINUTE).toISOString() }),
    ...(form.cookId !== '' && { cook_id: form.cookId }),
    ...(form.vulnerable && { vulnerable_consumers: true }),
  };
}
