import type { ComponentChildren } from 'preact';
import { Age } from '../../components/age.js';
import { Temperature } from '../../components/temperature.js';
import type { SeenCooker } from '../../state/cookers.js';
import { linkTo } from '../../state/route.js';
import { timeOfDay } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { modelInWords } from '../../units/difference.js';
import { durationInWords } from './words.js';

/** States without a time that is left: there is no timer, or it has ended. */
const WITHOUT_TIME: ReadonlySet<string> = new Set(['ice_bath', 'done']);

/** The numbers of a cooker. They were all reported at once, so that they share the age that stands above them. */
export function Numbers({ seen }: { readonly seen: SeenCooker }) {
  const { status } = seen;
  const core = status.safety?.core_temp_celsius ?? null;
  return (
    <dl class="now-numbers">
      <Reported name={t('now.water')} kind="water">
        <Temperature celsius={status.current_temp_celsius} large />
      </Reported>
      {status.cook !== null && core !== null && (
        <Reported name={t('now.coreModelled')} kind="core">
          <Temperature celsius={core} large />
        </Reported>
      )}
      <MeasuredCore seen={seen} />
      {status.is_running && (
        <Reported name={t('now.target')} kind="target">
          <Temperature celsius={status.target_temp_celsius} />
        </Reported>
      )}
      {status.is_running && !WITHOUT_TIME.has(status.state) && (
        <Reported name={t('now.timeLeft')} kind="time">
          <TimeLeft seen={status} />
        </Reported>
      )}
    </dl>
  );
}

/** The core as a probe measures it, which has an age of its own. */
function MeasuredCore({ seen }: { readonly seen: SeenCooker }) {
  const measured = seen.status.safety?.measured_core;
  if (measured === undefined) return null;
  const { temperature_celsius: celsius, reading_age_seconds: age, difference_celsius: difference } = measured;
  return (
    <Reported name={t('now.coreMeasured')} kind="core">
      <a href={linkTo('thermometers')}>
        <Temperature celsius={celsius} large />
      </a>
      {celsius !== null && <Age of={{ ageSeconds: age, at: seen.at }} isStale={false} />}
      {difference !== null && (
        <small>{measured.error === null ? modelInWords(difference) : t('now.implausible')}</small>
      )}
    </Reported>
  );
}

interface ReportedProps {
  readonly name: string;
  readonly kind: 'water' | 'core' | 'target' | 'time';
  readonly children: ComponentChildren;
}

const Reported = ({ name, kind, children }: ReportedProps) => (
  <div class={`now-number now-${kind}`}>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
);

function TimeLeft({ seen }: { readonly seen: SeenCooker['status'] }) {
  const { time_remaining_minutes: minutes, expected_end: end, state } = seen;
  if (minutes === null) return <span>{t('now.noTimer')}</span>;
  return (
    <>
      <span class="now-clock">{durationInWords(minutes)}</span>
      {end !== null && state === 'cooking' && <small>{t('now.endsAt', { time: timeOfDay(end) })}</small>}
      {state === 'preheating' && <small>{t('now.wholeTime')}</small>}
    </>
  );
}
