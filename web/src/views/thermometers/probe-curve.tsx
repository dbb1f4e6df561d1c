import { useEffect, useMemo, useState } from 'preact/hooks';
import type { ProbeDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { Field } from '../../components/field.js';
import { Select } from '../../components/select.js';
import { CurveLegend } from '../../curve/curve-legend.js';
import { Plot } from '../../curve/plot.js';
import { plottedProbes } from '../../curve/plotted-probes.js';
import { lineFacts, withReading, type ProbeLine } from '../../curve/probe-line.js';
import { pageClock } from '../../state/clock.js';
import { onLive } from '../../state/live-events.js';
import { language } from '../../text/language.js';
import { t } from '../../text/t.js';
import { unit } from '../../units/unit.js';
import { loadLines } from './load-lines.js';
import { valueInWords } from './words.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY_HOURS = 24;
/** The times that can be shown, in hours. */
const RANGES = [1, 6, DAY_HOURS, 30 * DAY_HOURS];

/** What the curve of probes has. */
export interface ProbeCurveProps {
  readonly probes: readonly ProbeDto[];
  /** Since when; without it the person chooses how much is shown. */
  readonly from?: string;
}

/** The course of some probes, which grows with each reading, as lines and in words. */
export function ProbeCurve({ probes, from }: ProbeCurveProps) {
  const [hours, setHours] = useState(RANGES[1]!);
  const since = () => sinceWhen(from, hours);
  const [lines, failed] = useLines(probes, since, `${from ?? hours}`);
  const [cursor, setCursor] = useState<number | null>(null);
  const plotted = useMemo(
    () => lines && plottedProbes(lines.filter(({ samples }) => samples.length > 0)),
    [lines, unit.value, language.value],
  );
  return (
    <figure class="curve">
      {from === undefined && (
        <Field label={t('thermometers.range')}>
          {(links) => (
            <Select
              links={links}
              value={String(hours)}
              choose={(text) => setHours(Number(text))}
              options={RANGES.map((count) => [String(count), rangeInWords(count)])}
            />
          )}
        </Field>
      )}
      {plotted === undefined && <p class="loading">{t(failed ? 'curve.failed' : 'curve.loading')}</p>}
      {plotted !== undefined && plotted.x.length > 0 && (
        <>
          <Plot plotted={plotted} onCursor={setCursor} />
          <CurveLegend plotted={plotted} cursor={cursor} />
        </>
      )}
      {lines !== undefined && <figcaption class="curve-summary">{inWords(lines)}</figcaption>}
    </figure>
  );
}

/** A session that has just begun is shown with the minute before it: the server reads no empty time. */
function sinceWhen(from: string | undefined, hours: number): number {
  const now = pageClock.serverNow() ?? Date.now();
  return from === undefined ? now - hours * HOUR : Math.min(Date.parse(from), now - MINUTE);
}

const rangeInWords = (hours: number): string =>
  hours > DAY_HOURS
    ? t('thermometers.days', { count: hours / DAY_HOURS })
    : t('thermometers.hours', { count: hours });

/**
 * The lines of probes: read once, and longer with each reading.
 * @param span tells apart what is shown
 */
function useLines(
  probes: readonly ProbeDto[],
  since: () => number,
  span: string,
): readonly [lines: readonly ProbeLine[] | undefined, failed: boolean] {
  const [lines, setLines] = useState<readonly ProbeLine[]>();
  const [failed, setFailed] = useState(false);
  const ids = probes.map(({ probe_id: id }) => id).join(' ');
  useEffect(() => {
    let control = new AbortController();
    const load = (): void => {
      control.abort();
      const { signal } = (control = new AbortController());
      loadLines(probes, since(), signal).then(setLines, () => setFailed(!signal.aborted));
    };
    load();
    const leave = [
      onLive('reset', load),
      onLive('thermometer', ({ probes: newer }) =>
        setLines((known) => known && newer.reduce((all, probe) => withProbe(all, probe, since()), known)),
      ),
    ];
    return () => {
      control.abort();
      for (const end of leave) end();
    };
  }, [ids, span]);
  return [lines, failed];
}

function withProbe(
  lines: readonly ProbeLine[],
  { probe_id: id, reading_at: at, temperature_celsius: value }: ProbeDto,
  from: number,
): readonly ProbeLine[] {
  if (at === null) return lines;
  const sample = { at: Date.parse(at), value };
  return lines.map((line) => (line.probeId === id ? withReading(line, sample, from) : line));
}

/** What the lines show, in a sentence for each. */
function inWords(lines: readonly ProbeLine[]): string {
  const sentences = lines.flatMap((line) => {
    const facts = lineFacts(line);
    const words = (value: number) => valueInWords(value, line.isHumidity);
    if (facts === undefined) return [];
    return t('thermometers.wentFrom', {
      name: line.name,
      first: words(facts.first),
      last: words(facts.last),
      lowest: words(facts.lowest),
      highest: words(facts.highest),
    });
  });
  return sentences.length === 0 ? t('thermometers.noReadings') : sentences.join(' ');
}
