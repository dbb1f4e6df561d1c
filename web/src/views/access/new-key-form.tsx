import { useState } from 'preact/hooks';
import type { NewKeyDto } from '../../../../src/owner/api/dto/owner-key.dto.js';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import { Choice } from '../../components/choice.js';
import { EMPTY_FORM, isKeyName, toRequest, withChoice, type KeyForm } from './new-key.js';
import { NewKey } from './new-key-shown.js';
import { obstacle } from '../../components/obstacle.js';
import { keys } from './resources.js';
import { KEY_SCOPES, scopeInWords } from './scope-words.js';

/** The form for a new key, folded away until it is wanted, and the key that was just made. */
export function NewKeyForm({ taken }: { taken: readonly string[] }) {
  const { form, change, made, forget, isTried, submit } = useKeyForm(taken);
  if (made !== undefined) return <NewKey of={made} onHide={forget} />;
  return (
    <details class="folded-form">
      <summary>{t('access.makeKey')}</summary>
      <form autocomplete="off" onSubmit={(event) => void submit(event)} noValidate>
        <Name form={form} change={change} problem={isTried ? nameProblem(form.name, taken) : undefined} />
        <Scopes form={form} change={change} problem={isTried && form.scopes.length === 0} />
        {form.scopes.includes('cook:start') && (
          <Choice isChosen={form.ask} choose={(ask) => change({ ask })}>
            {t('access.ask')}
          </Choice>
        )}
        <Cookers form={form} change={change} />
        <End form={form} change={change} />
        <Button type="submit" kind="primary" reason={obstacle()}>
          {t('access.make')}
        </Button>
      </form>
    </details>
  );
}

/** What the form holds, and what becomes of it. */
function useKeyForm(taken: readonly string[]) {
  const [form, setForm] = useState<KeyForm>(EMPTY_FORM);
  const [isTried, setTried] = useState(false);
  const [made, setMade] = useState<NewKeyDto | undefined>(undefined);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    const body = taken.includes(form.name) ? undefined : toRequest(form);
    if (body === undefined || obstacle() !== undefined) return;
    const words = () => t('access.keyMade', { name: form.name });
    const key = await keys.change<NewKeyDto>({ method: 'POST', body }, words);
    if (key === undefined) return;
    setMade(key);
    setForm(EMPTY_FORM);
    setTried(false);
  };
  return {
    ...{ form, made, isTried, submit },
    change: (changed: Partial<KeyForm>) => setForm({ ...form, ...changed }),
    forget: () => setMade(undefined),
  };
}

function nameProblem(name: string, taken: readonly string[]): string | undefined {
  if (!isKeyName(name)) return t('access.nameWrong');
  return taken.includes(name) ? t('access.nameTaken') : undefined;
}

interface Part {
  readonly form: KeyForm;
  readonly change: (changed: Partial<KeyForm>) => void;
}

function Name({ form, change, problem }: Part & { problem: string | undefined }) {
  return (
    <Field label={t('access.name')} hint={t('access.nameHint')} problem={problem}>
      {(links) => (
        <input
          {...links}
          value={form.name}
          maxLength={32}
          autocapitalize="none"
          spellcheck={false}
          onInput={({ currentTarget }) => change({ name: currentTarget.value.trim() })}
        />
      )}
    </Field>
  );
}

function End({ form, change }: Part) {
  return (
    <Field label={t('access.expires')} hint={t('access.expiresHint')}>
      {(links) => (
        <input
          {...links}
          type="date"
          value={form.expires}
          onInput={({ currentTarget }) => change({ expires: currentTarget.value })}
        />
      )}
    </Field>
  );
}

function Scopes({ form, change, problem }: Part & { problem: boolean }) {
  return (
    <fieldset>
      <legend>{t('access.scopes')}</legend>
      {KEY_SCOPES.map((scope) => (
        <Choice
          key={scope}
          isChosen={form.scopes.includes(scope)}
          choose={(isChosen) => change({ scopes: withChoice(KEY_SCOPES, form.scopes, scope, isChosen) })}
        >
          {scopeInWords(scope)} <code>{scope}</code>
        </Choice>
      ))}
      {problem && (
        <p class="problem" role="alert">
          {t('access.scopesMissing')}
        </p>
      )}
    </fieldset>
  );
}

/** With one cooker there is nothing to choose. */
function Cookers({ form, change }: Part) {
  const all = [...cookers.value.values()].map(({ status }) => status);
  if (all.length < 2) return null;
  const ids = all.map(({ device_id: id }) => id);
  return (
    <fieldset>
      <legend>{t('access.cookers')}</legend>
      <p class="hint">{t('access.cookersHint')}</p>
      {all.map(({ device_id: id, device_name: name }) => (
        <Choice
          key={id}
          isChosen={form.devices.includes(id)}
          choose={(isChosen) => change({ devices: withChoice(ids, form.devices, id, isChosen) })}
        >
          <bdi>{name}</bdi>
        </Choice>
      ))}
    </fieldset>
  );
}
