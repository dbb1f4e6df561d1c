import type { ProbeReadingsDto } from '../../../../src/history/dto/probe-readings.dto.js';
import type { ProbeDto } from '../../../../src/thermometers/dto/thermometers.dto.js';
import { getJson } from '../../api/client.js';
import { loadPlots } from '../../curve/plot.js';
import type { ProbeLine } from '../../curve/probe-line.js';
import type { Sample } from '../../curve/to-columns.js';
import { readingsOf } from './readings-path.js';

/** As many readings as a plot has pixels to show. */
const POINTS = 300;

/** Reads the lines of some probes; what draws them is loaded meanwhile. @throws ApiError, UnreachableError */
export async function loadLines(
  probes: readonly ProbeDto[],
  from: number,
  signal: AbortSignal,
): Promise<readonly ProbeLine[]> {
  const query = { from: new Date(from).toISOString(), points: String(POINTS) };
  const read = ({ probe_id: id }: ProbeDto) => getJson<ProbeReadingsDto>(readingsOf(id, query), { signal });
  const [all] = await Promise.all([Promise.all(probes.map(read)), loadPlots().catch(() => undefined)]);
  return probes.map(({ probe_id: probeId, name, kind }, index) => ({
    probeId,
    name,
    isHumidity: kind === 'humidity',
    samples: samplesOf(all[index]!),
  }));
}

const samplesOf = ({ readings }: ProbeReadingsDto): readonly Sample[] =>
  readings.map(({ at, temperature_celsius: value, min_celsius: lowest, max_celsius: highest }) => ({
    at: Date.parse(at),
    value,
    ...(lowest !== null && highest !== null && { extremes: [lowest, highest] }),
  }));
