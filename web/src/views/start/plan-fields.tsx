import type { JSX } from 'preact';
import { Choice } from '../../components/choice.js';
import { Field, type InputLinks } from '../../components/field.js';
import { FoodInput } from '../../components/food-input.js';
import { NumberInput } from '../../components/number-input.js';
import { chooseCooker, cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { SIGNS } from '../../units/temperature.js';
import { unit } from '../../units/unit.js';
import { typedTemperature } from '../../units/entered-temperature.js';
import { fieldProblems, type FieldProblem } from './field-problems.js';
import { SHAPES, START_STATES, type PlanField, type Shape, type StartState } from './plan-form.js';
import { attempt, deviceId, fill, form, question, reading, verdict } from './start-state.js';

/** The fields of the plan, each with what is wrong with it. */
export function PlanFields() {
  const problems = fieldProblems({ reading: reading.value, verdict: verdict.value, error: errorOfForm() });
  const problemOf = (field: PlanField) => inWords(problems[field]);
  return (
    <>
      <CookerField />
      <FoodField problem={problemOf('food_type')} />
      <div class="plan-numbers">
        <TemperatureField problem={problemOf('temperature_celsius')} />
        <TimeFields problem={problemOf('time_minutes')} />
        <ThicknessField problem={problemOf('thickness_mm')} />
      </div>
      <div class="plan-numbers">
        <StartStateField problem={problemOf('start_state')} />
        <ShapeField problem={problemOf('shape')} />
      </div>
      <VulnerableField />
    </>
  );
}

/** Why the server judged the newest values, or started them, not. */
function errorOfForm(): unknown {
  const started = attempt.value;
  if (started.phase === 'failed') return started.error;
  return question.state.value.phase === 'failed' ? question.state.value.error : undefined;
}

function inWords(problem: FieldProblem | undefined): JSX.Element | undefined {
  if (problem === undefined) return undefined;
  return 'text' in problem ? <>{t(problem.text)}</> : <span lang="en">{problem.sentence}</span>;
}

interface Problem {
  readonly problem: JSX.Element | undefined;
}

function CookerField() {
  const all = [...cookers.value.values()];
  if (all.length < 2) return null;
  return (
    <Field label={t('start.cooker')}>
      {(links) => (
        <select
          {...links}
          value={deviceId.value ?? ''}
          onChange={({ currentTarget }) => chooseCooker(currentTarget.value)}
        >
          {all.map(({ status: { device_id: id, device_name: name } }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function FoodField({ problem }: Problem) {
  return (
    <Field label={t('start.food')} hint={t('start.foodHint')} problem={problem}>
      {(links) => <FoodInput links={links} value={form.value.food} onText={(food) => fill({ food })} />}
    </Field>
  );
}

function TemperatureField({ problem }: Problem) {
  return (
    <Field label={t('start.temperature', { unit: SIGNS[unit.value] })} problem={problem}>
      {(links) => (
        <NumberInput
          links={links}
          value={form.value.temperature.text}
          onText={(text) => fill({ temperature: typedTemperature(text, unit.peek()) })}
        />
      )}
    </Field>
  );
}

/** Hours and minutes together are one time, with one hint and one problem. */
function TimeFields({ problem }: Problem) {
  return (
    <fieldset>
      <legend>{t('start.time')}</legend>
      <div class="plan-time-parts">
        <Field label={t('start.hours')}>
          {(links) => (
            <NumberInput
              links={marked(links, problem)}
              value={form.value.hours}
              onText={(hours) => fill({ hours })}
            />
          )}
        </Field>
        <Field label={t('start.minutes')}>
          {(links) => (
            <NumberInput
              links={marked(links, problem)}
              value={form.value.minutes}
              onText={(minutes) => fill({ minutes })}
            />
          )}
        </Field>
      </div>
      <p id="time-hint" class="hint">
        {t('start.timeHint')}
      </p>
      <div aria-live="polite">
        {problem !== undefined && (
          <p id="time-problem" class="problem">
            {problem}
          </p>
        )}
      </div>
    </fieldset>
  );
}

const marked = (links: InputLinks, problem: JSX.Element | undefined): Partial<InputLinks> => ({
  ...links,
  'aria-describedby': problem === undefined ? 'time-hint' : 'time-hint time-problem',
  'aria-invalid': problem === undefined ? undefined : 'true',
});

function ThicknessField({ problem }: Problem) {
  const judged = verdict.value;
  const hint =
    judged?.thickness_assumed === true
      ? t('start.thicknessAssumed', { millimetres: judged.thickness_mm })
      : t('start.thicknessHint');
  return (
    <Field label={t('start.thickness')} hint={hint} problem={problem}>
      {(links) => (
        <NumberInput links={links} value={form.value.thickness} onText={(thickness) => fill({ thickness })} />
      )}
    </Field>
  );
}

function StartStateField({ problem }: Problem) {
  return (
    <Field label={t('start.startState')} problem={problem}>
      {(links) => (
        <select
          {...links}
          value={form.value.startState}
          onChange={({ currentTarget }) => fill({ startState: currentTarget.value as StartState })}
        >
          {START_STATES.map((state) => (
            <option key={state} value={state}>
              {t(`start.${state}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function ShapeField({ problem }: Problem) {
  return (
    <Field label={t('start.shape')} problem={problem}>
      {(links) => (
        <select
          {...links}
          value={form.value.shape ?? ''}
          onChange={({ currentTarget }) =>
            fill({ shape: (currentTarget.value || undefined) as Shape | undefined })
          }
        >
          <option value="">{t('start.usualShape')}</option>
          {SHAPES.map((shape) => (
            <option key={shape} value={shape}>
              {t(`start.${shape}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function VulnerableField() {
  return (
    <Choice isChosen={form.value.vulnerable} choose={(vulnerable) => fill({ vulnerable })}>
      {t('start.vulnerable')}
    </Choice>
  );
}
