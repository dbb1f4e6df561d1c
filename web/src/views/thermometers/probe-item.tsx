import { useState } from 'preact/hooks';
import { Age } from '../../components/age.js';
import { Button } from '../../components/button.js';
import { Temperature } from '../../components/temperature.js';
import { t } from '../../text/t.js';
import { ProbeCurve } from './probe-curve.js';
import { csvOf } from './readings-path.js';
import { followProbe } from './session-form.js';
import type { SeenProbe } from './thermometer-list.js';
import { isFollowed } from './thermometers-state.js';
import { Trust } from './trust.js';
import { rateInWords, valueInWords } from './words.js';

/** One probe: its value with its age and state, what the state means, its course, and what can be done with it. */
export function ProbeItem({ seen }: { readonly seen: SeenProbe }) {
  const { probe } = seen;
  const { probe_id: id, name, kind, state, stale } = probe;
  const isPast = state === 'lost' || (stale && state !== 'silent');
  const [isOpen, setOpen] = useState(false);
  return (
    <li class={`probe probe-${isPast ? 'past' : kind}`}>
      <h3>
        <bdi>{name}</bdi> <span class="hint">{t(`thermometers.${kind}`)}</span>
      </h3>
      <p class="probe-value">
        <Value seen={seen} />
      </p>
      <ProbeState seen={seen} />
      {seen.thermometer.vendor === 'http' && <Trust probe={probe} />}
      <details class="probe-more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          {t('thermometers.course')} <span class="only-read">{name}</span>
        </summary>
        {isOpen && <ProbeCurve probes={[probe]} />}
        <a href={csvOf(id)} download>
          {t('thermometers.csv')}
        </a>
      </details>
      {kind === 'core' && !isFollowed(id) && (
        <p>
          <Button aria-label={t('thermometers.followNamed', { name })} onClick={() => followProbe(id)}>
            {t('thermometers.followShort')}
          </Button>
        </p>
      )}
    </li>
  );
}

function Value({ seen: { probe } }: { readonly seen: SeenProbe }) {
  const { temperature_celsius: value, kind } = probe;
  if (kind !== 'humidity' || value === null) return <Temperature celsius={value} large />;
  return <span class="temperature temperature-large">{valueInWords(value, true)}</span>;
}

/** How old the value is, what state the probe is in, and what that means. */
export function ProbeState({ seen }: { readonly seen: SeenProbe }) {
  const { probe } = seen;
  const { state, stale, temperature_celsius: value } = probe;
  const rate = rateInWords(probe);
  return (
    <>
      <p class="probe-facts">
        {value !== null && <Age of={seen} isStale={stale} />}
        <span role="status">
          {state !== 'ok' && <b class={`probe-state probe-state-${state}`}>{t(`thermometers.${state}`)}</b>}
        </span>
        {rate !== undefined && state === 'ok' && <span class="hint">{rate}</span>}
      </p>
      {state !== 'ok' && <p class="hint">{t(`thermometers.${state}Why`)}</p>}
    </>
  );
}
