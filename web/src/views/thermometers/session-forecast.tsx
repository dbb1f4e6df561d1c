import type { ProbeEventDto } from '../../../../src/cooking/probes/dto/probe-forecast.dto.js';
import type { ProbeSessionDto } from '../../../../src/cooking/probes/dto/probe-session.dto.js';
import { timeOfDay } from '../../text/dates.js';
import { t } from '../../text/t.js';
import { temperature } from '../../units/unit.js';

/** When the core reaches its target, as an interval or not at all, with the phase and what happened. */
export function SessionForecast({ session }: { readonly session: ProbeSessionDto }) {
  const { phase, events, coverage } = session.forecast;
  return (
    <>
      <p class="session-forecast" role="status">
        {forecastInWords(session)}
      </p>
      {coverage !== null && (
        <p class="hint">{t('thermometers.covers', { percent: Math.round(coverage.measured * 100) })}</p>
      )}
      <p>
        {t('thermometers.phase')}: {t(`thermometers.${phase}`)}
      </p>
      {events.length > 0 && (
        <details>
          <summary>{t('thermometers.events')}</summary>
          <ul class="items">
            {events.map((event) => (
              <li key={event.at + event.kind}>{eventInWords(event)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function forecastInWords({ target_core_celsius: target, forecast }: ProbeSessionDto): string {
  if (target === null) return '';
  const { state, earliest, likely, latest } = forecast;
  const words = { target: temperature(target) };
  if (state === 'reached') return t('thermometers.reached', words);
  if (state === 'forecast' && earliest !== null && likely !== null && latest !== null)
    return t('thermometers.between', {
      ...words,
      earliest: timeOfDay(earliest),
      likely: timeOfDay(likely),
      latest: timeOfDay(latest),
    });
  return t(state === 'unsteady' ? 'thermometers.unsteady' : 'thermometers.early', words);
}

function eventInWords({ kind, at, until }: ProbeEventDto): string {
  const [what, from] = [t(`thermometers.${kind}`), timeOfDay(at)];
  return until === null
    ? t('thermometers.eventSince', { what, from })
    : t('thermometers.eventBetween', { what, from, to: timeOfDay(until) });
}
