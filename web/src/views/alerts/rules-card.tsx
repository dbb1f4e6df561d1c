import { useEffect, useState } from 'preact/hooks';
import type { AlertRuleDto } from '../../../../src/alerts/dto/alert-rule.dto.js';
import { pathOf } from '../../api/resource.js';
import { Button } from '../../components/button.js';
import { ConfirmedButton } from '../../components/confirmed-button.js';
import { Notice } from '../../components/notice.js';
import { obstacle } from '../../components/obstacle.js';
import { ResourceCard } from '../../components/resource-card.js';
import { ruleName } from '../../text/rule-name.js';
import { t } from '../../text/t.js';
import { alertList } from '../../api/alerts.js';
import { newest, rules } from './alerts-state.js';
import { RuleFields } from './rule-fields.js';
import { formOf, NEW_RULE } from './rule-form.js';
import { channelsInWords, conditionInWords } from './rule-words.js';
import { thermometers, things } from './things.js';

/** The rules, each with its switch and its form, and the form for a new one. */
export function RulesCard() {
  useEffect(() => void thermometers.read(), []);
  return (
    <ResourceCard heading={t('alerts.rules')} hint={t('alerts.rulesHint')} of={rules}>
      {({ rules: all }) => (
        <>
          <ul class="items">
            {all.map((rule) => (
              <Rule key={rule.rule_id} of={rule} />
            ))}
          </ul>
          <NewRule />
        </>
      )}
    </ResourceCard>
  );
}

function NewRule() {
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="folded-form" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{t('alerts.add')}</summary>
      {isOpen && <RuleFields from={NEW_RULE} onDone={() => setOpen(false)} />}
    </details>
  );
}

function Rule({ of: rule }: { readonly of: AlertRuleDto }) {
  const { rule_id: id, enabled, is_safety: isSafety, is_default: isDefault, severity, warnings } = rule;
  const name = ruleName(rule.name);
  const [isOpen, setOpen] = useState(false);
  const thing = rule.thing_id === null ? undefined : things.value.get(`${rule.thing_kind} ${rule.thing_id}`);
  return (
    <li class={enabled ? 'rule' : 'rule rule-off'}>
      <p>
        <strong>
          <bdi>{name}</bdi>
        </strong>{' '}
        <span class={`rule-mark rule-${severity}`}>{t(`alert.${severity}`)}</span>{' '}
        {isSafety && <span class="rule-mark">{t('alerts.safety')}</span>}{' '}
        {!enabled && <span class="rule-mark">{t('alerts.off')}</span>}
      </p>
      <p>{conditionInWords(rule, thing ?? rule.thing_id ?? undefined)}</p>
      <p class="hint">{channelsInWords(rule)}</p>
      {warnings.length > 0 && (
        <Notice severity="warning" lang="en">
          {warnings.join(' ')}
        </Notice>
      )}
      <div class="rule-actions">
        <Switch of={rule} />
        <Button
          reason={obstacle()}
          aria-expanded={isOpen}
          aria-label={t('alerts.changeNamed', { name })}
          onClick={() => setOpen(!isOpen)}
        >
          {t('alerts.change')}
        </Button>
        {!isDefault && <Remove of={rule} />}
      </div>
      {isOpen && <RuleFields key={id} from={formOf(rule)} ruleId={id} onDone={() => setOpen(false)} />}
    </li>
  );
}

/** Without a safety rule nothing says that food can make someone ill, so switching it off asks back. */
function Switch({ of: rule }: { readonly of: AlertRuleDto }) {
  const { rule_id: id, enabled, is_safety: isSafety } = rule;
  const name = ruleName(rule.name);
  const turn = (): void => {
    const change = { method: 'PATCH', path: pathOf(id), body: { enabled: !enabled } } as const;
    const words = () => t(enabled ? 'alerts.switchedOff' : 'alerts.switchedOn', { name });
    void rules.change(change, words, alertList, newest);
  };
  const label = t(enabled ? 'alerts.switchOff' : 'alerts.switchOn');
  const longer = t(enabled ? 'alerts.switchOffNamed' : 'alerts.switchOnNamed', { name });
  return enabled && isSafety ? (
    <ConfirmedButton
      label={label}
      name={longer}
      question={t('alerts.offQuestion', { name })}
      meaning={t('alerts.offMeaning')}
      confirm={label}
      onConfirm={turn}
    />
  ) : (
    <Button reason={obstacle()} aria-label={longer} onClick={turn}>
      {label}
    </Button>
  );
}

function Remove({ of: { rule_id: id, name } }: { readonly of: AlertRuleDto }) {
  return (
    <ConfirmedButton
      label={t('alerts.remove')}
      name={t('alerts.removeNamed', { name })}
      question={t('alerts.removeQuestion', { name })}
      meaning={t('alerts.removeMeaning')}
      confirm={t('alerts.remove')}
      onConfirm={() => {
        const change = { method: 'DELETE', path: pathOf(id) } as const;
        void rules.change(change, () => t('alerts.removed', { name }), alertList, newest);
      }}
    />
  );
}
