import { useState } from 'preact/hooks';
import { Button } from '../../components/button.js';
import { Field } from '../../components/field.js';
import { cooker, cookers } from '../../state/cookers.js';
import { t } from '../../text/t.js';
import type { Asker } from './askers.js';
import { obstacle } from '../../components/obstacle.js';
import { armings } from './resources.js';
import { Select, type SelectProps } from '../../components/select.js';

/** For how many hours starts can be allowed; 24 are the most. */
const HOURS = [1, 2, 4, 8, 24];
/** How many starts can be allowed; 20 are the most. */
const STARTS = [1, 2, 3, 5, 10, 20];

/** The form with which the owner lets someone start without asking. */
export function ArmForm({ askers }: { askers: readonly Asker[] }) {
  const { asker, deviceId, choices, submit } = useArming(askers);
  if (asker === undefined) return <p class="hint">{t('access.noneAsks')}</p>;
  return (
    <details class="folded-form">
      <summary>{t('access.armHeading')}</summary>
      <form onSubmit={submit}>
        {choices.map(({ label, ...choice }) => (
          <Field key={label} label={label}>
            {(links) => <Select links={links} {...choice} />}
          </Field>
        ))}
        <Button
          type="submit"
          kind="primary"
          reason={deviceId === undefined ? t('access.noCooker') : obstacle()}
        >
          {t('access.arm')}
        </Button>
      </form>
    </details>
  );
}

interface LabelledChoice extends Omit<SelectProps, 'links'> {
  readonly label: string;
}

/** What is chosen, each with a choice that is there as long as nothing else was chosen. */
function useArming(askers: readonly Asker[]) {
  const [principal, setPrincipal] = useState<string | undefined>(undefined);
  const [device, setDevice] = useState<string | undefined>(undefined);
  const [hours, setHours] = useState(4);
  const [starts, setStarts] = useState(1);
  const asker = askers.find(({ id }) => id === principal) ?? askers[0];
  const deviceId = device ?? cooker.value?.status.device_id;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (asker === undefined || deviceId === undefined || obstacle() !== undefined) return;
    const body = { principal: asker.id, device_id: deviceId, minutes: hours * 60, starts };
    void armings.change({ method: 'POST', body }, () => t('access.armedNow', { name: asker.name }));
  };
  const choices: readonly LabelledChoice[] = [
    choice(
      t('access.who'),
      asker?.id,
      setPrincipal,
      askers.map(({ id, name }) => [id, name]),
    ),
    choice(t('access.cooker'), deviceId, setDevice, cookersByName()),
    choice(
      t('access.howLong'),
      String(hours),
      (text) => setHours(Number(text)),
      HOURS.map((count) => [String(count), t('access.hoursLong', { count })]),
    ),
    choice(
      t('access.howMany'),
      String(starts),
      (text) => setStarts(Number(text)),
      STARTS.map((count) => [String(count), String(count)]),
    ),
  ];
  return { asker, deviceId, choices, submit };
}

const choice = (
  label: string,
  value: string | undefined,
  choose: (value: string) => void,
  options: SelectProps['options'],
): LabelledChoice => ({ label, value: value ?? '', choose, options });

const cookersByName = (): SelectProps['options'] =>
  [...cookers.value.values()].map(({ status: { device_id: id, device_name: name } }) => [id, name]);
