import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { AlertRuleDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import { alertList } from '../../api/alerts.js';
import { sendJson } from '../../api/client.js';
import { problemsIn } from '../../api/field-errors.js';
import { newRequestId } from '../../api/request-id.js';
import { pathOf } from '../../api/resource.js';
import { Button } from '../../components/button.js';
import { Choice } from '../../components/choice.js';
import { obstacle } from '../../components/obstacle.js';
import { Refused } from '../../components/resource-card.js';
import { notify } from '../../state/notices.js';
import { t } from '../../text/t.js';
import { newest, rules } from './alerts-state.js';
import { isNumber } from './rule-facts.js';
import { problemsOf, toChanged, toMade, type RuleField, type RuleForm } from './rule-form.js';
import {
  ChannelFields,
  LaterFields,
  LimitFields,
  NameField,
  QuietFields,
  ThingFields,
  WhenFields,
  type RulePart,
} from './rule-inputs.js';

/** What the form of a rule has. */
export interface RuleFieldsProps {
  readonly from: RuleForm;
  /** The rule that is changed; without it a new one is made. */
  readonly ruleId?: string;
  readonly onDone: () => void;
}

/** The form of a rule. What the server refuses stands at its field. */
export function RuleFields(props: RuleFieldsProps) {
  const { part, replace, error, submit } = useRuleForm(props);
  const { form, fill } = part;
  const isNew = props.ruleId === undefined;
  return (
    <form class="rule-form" autocomplete="off" noValidate onSubmit={(event) => void submit(event)}>
      <NameField {...part} />
      {isNew && <ThingFields {...part} replace={replace} />}
      {isNumber(form.fact) && <LimitFields {...part} />}
      <WhenFields {...part} />
      {isNew && (
        <Choice isChosen={form.isSafety} choose={(isSafety) => fill({ isSafety })}>
          {t('alerts.isSafety')}
        </Choice>
      )}
      {!form.isSafety && <QuietFields {...part} />}
      <ChannelFields {...part} />
      <LaterFields {...part} />
      <Refused error={error} />
      <Button type="submit" kind="primary" reason={obstacle()}>
        {t('alerts.save')}
      </Button>
    </form>
  );
}

/** What the form holds, and what becomes of it. */
function useRuleForm({ from, ruleId, onDone }: RuleFieldsProps) {
  const [form, setForm] = useState(from);
  const [isTried, setTried] = useState(false);
  const [error, setError] = useState<unknown>();
  const requestId = useMemo(newRequestId, [form]);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setError(undefined);
    if (Object.keys(problemsOf(form)).length > 0 || obstacle() !== undefined) return;
    await save(form, requestId, ruleId).then(onDone, setError);
  };
  const part: RulePart = {
    form,
    fill: (fields) => setForm({ ...form, ...fields }),
    problem: (field) => (isTried ? problemInWords(form, field, error) : undefined),
  };
  return { part, replace: setForm, error, submit };
}

/** Makes a rule, or changes one. @throws ApiError, UnreachableError */
async function save(form: RuleForm, requestId: string, ruleId: string | undefined): Promise<void> {
  const { name } =
    ruleId === undefined
      ? await sendJson<AlertRuleDto>('POST', rules.path, toMade(form, requestId))
      : await sendJson<AlertRuleDto>('PATCH', rules.path + pathOf(ruleId), toChanged(form));
  notify('success', t(ruleId === undefined ? 'alerts.added' : 'alerts.changed', { name }));
  await Promise.all([rules, alertList, newest].map((resource) => resource.read()));
}

/** What the page finds comes first: the server has not seen the form then. */
function problemInWords(form: RuleForm, field: RuleField, error: unknown): JSX.Element | undefined {
  const own = problemsOf(form)[field];
  if (own !== undefined) return <>{t(`alerts.${own}`)}</>;
  const sentence = problemsIn(error).get(field);
  return sentence === undefined ? undefined : <span lang="en">{sentence}</span>;
}
