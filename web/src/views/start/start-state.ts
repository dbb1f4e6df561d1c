import { computed, effect, signal } from '@preact/signals';
import type { PicturedVerdictDto } from '../../../../src/cooking/dto/heating-curve.dto.js';
import type { StartedCookDto } from '../../../../src/cooking/dto/started-cook.dto.js';
import { sendJson } from '../../api/client.js';
import { newRequestId } from '../../api/request-id.js';
import { chosenId, cooker, cookers } from '../../state/cookers.js';
import { kept } from '../../state/kept.js';
import { unit } from '../../units/unit.js';
import { LivingQuestion } from './living-question.js';
import { currentResponse } from './newest-wins.js';
import { emptyForm, formInUnit, readForm, type PlanBody, type PlanForm } from './plan-form.js';
import {
  afterFailure,
  afterResponse,
  fromKept,
  isOpen,
  NO_START,
  toKept,
  type StartAttempt,
  type StartOrder,
} from './start-attempt.js';

/** The form, which outlives the view. */
export const form = signal<PlanForm>(emptyForm(unit.peek()));

/** Fills some fields of the form. */
export const fill = (fields: Partial<PlanForm>): void => void (form.value = { ...form.peek(), ...fields });

// The plan stays the same when the unit of the page changes.
effect(() => void (form.value = formInUnit(form.peek(), unit.value)));

/** The cooker that the plan is for; undefined while none is known. */
export const deviceId = signal<string | undefined>(undefined);

// The page may show another cooker once that one runs; the plan goes elsewhere only when the person chooses so.
effect(() => {
  const [known, chosen, before] = [cookers.value, chosenId.value, deviceId.peek()];
  if (chosen !== undefined && known.has(chosen)) deviceId.value = chosen;
  else if (before === undefined || !known.has(before)) deviceId.value = cooker.peek()?.status.device_id;
});

/** What the form amounts to. */
export const reading = computed(() => readForm(form.value, deviceId.value));

/** The question of whether the plan in the form is safe. */
export const question = new LivingQuestion<PlanBody, PicturedVerdictDto>((body, signal) =>
  sendJson<PicturedVerdictDto>('POST', '/check-cook?curve=true', body, { signal }),
);

/** The verdict on exactly the values in the form; undefined while there is none. */
export const verdict = computed(() => {
  const asked = question.state.value;
  const now = reading.value;
  const isOfForm = now.kind === 'plan' && asked.question === JSON.stringify(now.body);
  return isOfForm ? currentResponse(asked) : undefined;
});

const stored = kept('start');

/** The start that the person asked for last. */
export const attempt = signal<StartAttempt>(fromKept(stored.read(), Date.now()));

/** Starts the plan in the form, if exactly that is allowed and no other start is open. */
export function startPlan(): void {
  const plan = reading.peek();
  if (plan.kind !== 'plan' || verdict.peek()?.allowed !== true || isOpen(attempt.peek())) return;
  void send({ ...plan.body, request_id: newRequestId() });
}

/** Sends a start of unknown outcome once more: the same request, so that it never starts a second cook. */
export function repeatStart(): void {
  const known = attempt.peek();
  if (known.phase === 'unknown') void send(known.order, true);
}

/** Forgets a start: its outcome is known, or the person has looked. */
export function forgetStart(): void {
  stored.remove();
  attempt.value = NO_START;
}

async function send(order: StartOrder, isRepeat = false): Promise<void> {
  attempt.value = { phase: 'sending', order };
  stored.write(toKept(order, Date.now()));
  const outcome = await sendJson<StartedCookDto>('POST', '/start-cook', order).then(
    afterResponse,
    (error: unknown) => afterFailure(order, error, isRepeat),
  );
  if (outcome.phase !== 'unknown') stored.remove();
  attempt.value = outcome;
}

// The cloud's word is not enough: the cooker's own state has to show the cook.
effect(() => {
  const known = attempt.value;
  if (known.phase !== 'acknowledged') return;
  const seen = cookers.value.get(known.started.device_id)?.status;
  const isShown = seen?.is_running === true && seen.cook?.cook_id === known.started.cook_id;
  if (isShown) attempt.value = { phase: 'shown', started: known.started };
});

// What is said of a settled start belongs to the plan of then.
effect(() => {
  void reading.value;
  const { phase } = attempt.peek();
  if (phase === 'shown' || phase === 'failed') attempt.value = NO_START;
});
