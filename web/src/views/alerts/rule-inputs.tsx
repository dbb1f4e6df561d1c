import type { JSX } from 'preact';
import { Choice } from '../../components/choice.js';
import { Field, type InputLinks } from '../../components/field.js';
import { NumberInput } from '../../components/number-input.js';
import { Select } from '../../components/select.js';
import { t } from '../../text/t.js';
import { channels } from './alerts-state.js';
import { isNumber, signOf, WATCHED, type FactName } from './rule-facts.js';
import { withFact, type RuleField, type RuleForm } from './rule-form.js';
import { choicesFor } from './things.js';

const SEVERITIES = ['info', 'warning', 'critical'] as const;

/** What a part of the form has. */
export interface RulePart {
  readonly form: RuleForm;
  readonly fill: (fields: Partial<RuleForm>) => void;
  /** What is wrong with a field of the request. */
  readonly problem: (field: RuleField) => JSX.Element | undefined;
}

/** What a rule is called. */
export const NameField = ({ form, fill, problem }: RulePart) => (
  <Field label={t('alerts.name')} problem={problem('name')}>
    {(links) => (
      <input
        {...links}
        value={form.name}
        maxLength={60}
        onInput={({ currentTarget }) => fill({ name: currentTarget.value })}
      />
    )}
  </Field>
);

/** What a rule watches, and of which things. */
export function ThingFields({
  form,
  fill,
  problem,
  replace,
}: RulePart & { readonly replace: (form: RuleForm) => void }) {
  const facts = Object.keys(WATCHED) as FactName[];
  return (
    <>
      <Field label={t('alerts.fact')} problem={problem('fact')}>
        {(links) => (
          <Select
            links={links}
            value={form.fact}
            choose={(fact) => replace(withFact(form, fact as FactName))}
            options={facts.map((fact) => [fact, t(`alerts.${fact}`)])}
          />
        )}
      </Field>
      <Field label={t('alerts.thing')} problem={problem('thing_id') ?? problem('thing_kind')}>
        {(links) => (
          <Select
            links={links}
            value={form.thing}
            choose={(thing) => fill({ thing })}
            options={choicesFor(form.fact)}
          />
        )}
      </Field>
    </>
  );
}

/** The limit of a number, and where an alert ends. */
export function LimitFields({ form, fill, problem }: RulePart) {
  const { fact, side } = form;
  if (!isNumber(fact)) return null;
  const unit = signOf(fact);
  return (
    <>
      <Field label={t('alerts.comparison')}>
        {(links) => (
          <Select
            links={links}
            value={side}
            choose={(chosen) => fill({ side: chosen as RuleForm['side'] })}
            options={[
              ['above', t('alerts.isAbove')],
              ['below', t('alerts.isBelow')],
            ]}
          />
        )}
      </Field>
      <NumberField
        label={t('alerts.limit', { unit })}
        problem={problem(side)}
        value={form.limit}
        onText={(limit) => fill({ limit })}
      />
      <NumberField
        label={t('alerts.clearBy', { unit })}
        hint={t('alerts.clearByHint')}
        problem={problem('clear_by')}
        value={form.clearBy}
        onText={(clearBy) => fill({ clearBy })}
      />
    </>
  );
}

/** How long it must hold, and how serious it is. */
export function WhenFields({ form, fill, problem }: RulePart) {
  return (
    <>
      <NumberField
        label={t('alerts.minutes')}
        hint={t('alerts.minutesHint')}
        problem={problem('for_seconds')}
        value={form.minutes}
        onText={(minutes) => fill({ minutes })}
      />
      <Field label={t('alerts.severity')} problem={problem('severity')}>
        {(links) => (
          <Select
            links={links}
            value={form.severity}
            choose={(severity) => fill({ severity: severity as RuleForm['severity'] })}
            options={SEVERITIES.map((severity) => [severity, t(`alert.${severity}`)])}
          />
        )}
      </Field>
    </>
  );
}

/** When nothing is sent. */
export function QuietFields({ form, fill, problem }: RulePart) {
  const time = (links: InputLinks, value: string, onText: (text: string) => void) => (
    <input
      {...links}
      type="time"
      value={value}
      onInput={({ currentTarget }) => onText(currentTarget.value)}
    />
  );
  return (
    <>
      <Field label={t('alerts.quiet')} hint={t('alerts.quietHint')} problem={problem('quiet_hours')}>
        {(links) => time(links, form.quietFrom, (quietFrom) => fill({ quietFrom }))}
      </Field>
      <Field label={t('alerts.quietTo')}>
        {(links) => time(links, form.quietTo, (quietTo) => fill({ quietTo }))}
      </Field>
    </>
  );
}

/** Over which channels, in the order in which they are chosen. */
export function ChannelFields({ form, fill, problem }: RulePart) {
  const known = channels.value.value?.channels.map(({ name }) => name) ?? [];
  const all = [...new Set([...form.channels, ...known])];
  const wrong = problem('channels');
  if (all.length === 0) return null;
  return (
    <fieldset>
      <legend>{t('alerts.channels')}</legend>
      <p class="hint">{t('alerts.channelsHint')}</p>
      {all.map((name) => (
        <Choice
          key={name}
          isChosen={form.channels.includes(name)}
          choose={(isChosen) => fill({ channels: withChannel(form.channels, name, isChosen) })}
        >
          {name}
        </Choice>
      ))}
      {wrong !== undefined && (
        <p class="problem" role="alert">
          {wrong}
        </p>
      )}
    </fieldset>
  );
}

const withChannel = (chosen: readonly string[], name: string, isChosen: boolean): readonly string[] => [
  ...chosen.filter((one) => one !== name),
  ...(isChosen ? [name] : []),
];

/** What is sent later: to the next channel, and at the end. */
export const LaterFields = ({ form, fill, problem }: RulePart) => (
  <>
    <NumberField
      label={t('alerts.escalate')}
      hint={t('alerts.escalateHint')}
      problem={problem('escalate_after_minutes')}
      value={form.escalate}
      onText={(escalate) => fill({ escalate })}
    />
    <Choice isChosen={form.saysEnd} choose={(saysEnd) => fill({ saysEnd })}>
      {t('alerts.saysEnd')}
    </Choice>
  </>
);

interface NumberFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly problem: JSX.Element | undefined;
  readonly value: string;
  readonly onText: (text: string) => void;
}

const NumberField = ({ value, onText, ...described }: NumberFieldProps) => (
  <Field {...described}>{(links) => <NumberInput links={links} value={value} onText={onText} />}</Field>
);
