import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { COVERAGE, MARGINS, type CookPhase } from '../../../thermometers/analytics/forecast.js';
import { CliError } from '../../cli.errors.js';
import { readRecordedCook, type RecordedCook } from '../recorded-cook.js';
import { judge, scoreOf, targetsOf, type JudgedForecast } from '../score.js';
import { drawForecasts } from './forecast-plot.js';
import { generatedCooks } from './generated-cooks.js';
import { fitMargins, judgeLeftOut, marginRows, type EvidenceProbe } from './leave-one-out.js';
import { PAGE } from './page-text.js';
import { RECORDED_SOURCES, type RecordedSource } from './recorded-sources.js';

/** A file that the page consists of: its name in docs/, and its content. */
export interface PageFile {
  readonly file: string;
  readonly content: string;
}

const PHASES: readonly (readonly [CookPhase, string])[] = [
  ['warming', 'warming'],
  ['slow', 'slow phase'],
  ['finishing', 'finishing'],
];
const HEAD =
  '| cook | phase | moments | forecasts | held | width | abstained |\n| --- | --- | --: | --: | --: | --: | --: |';

/** The page and its pictures. @param folder the folder of the recorded cooks @throws CliError where one cannot be read */
export function forecastsPage(folder: string): readonly PageFile[] {
  const probes = RECORDED_SOURCES.map((source) => ({ ...source, recorded: readSource(folder, source) }));
  const leftOut = judgeLeftOut(probes);
  const content = PAGE({
    recorded: [HEAD, ...probes.flatMap(({ what }, index) => rowsOf(what, leftOut[index]!))].join('\n'),
    coverage: coverageText(probes, leftOut),
    generated: generatedTable(),
    margins: marginRows(MARGINS).join('\n'),
    fitted: fittedText(marginRows(fitMargins(probes)), marginRows(MARGINS)),
    sources: sourceList(),
    nominal: percent(COVERAGE.nominal),
  });
  return [{ file: 'forecasts.md', content }, ...forecastPictures()];
}

/** The pictures of the page, which are of generated cooks. */
export const forecastPictures = (): readonly PageFile[] =>
  generatedCooks()
    .slice(0, 2)
    .map((cook, index) => ({
      file: `forecasts-${index === 0 ? 'chicken' : 'smoker'}.svg`,
      content: drawForecasts(cook),
    }));

/** The table of the generated cooks, each by its own target. */
export const generatedTable = (): string =>
  [
    HEAD,
    ...generatedCooks().flatMap(({ what, recorded, target }) => rowsOf(what, judge(recorded, [target]))),
  ].join('\n');

/** A table of every file of a folder, by the margins in use: for cooks that the page does not know. */
export function scoreFolder(folder: string): string {
  const rows = readdirSync(folder)
    .filter((file) => file.endsWith('.csv'))
    .toSorted()
    .flatMap((file) => {
      try {
        const recorded = readRecordedCook(readFileSync(join(folder, file), 'utf8'));
        return rowsOf(file, judge(recorded, targetsOf(recorded)));
      } catch (error) {
        if (!(error instanceof CliError)) throw error;
        return [`| ${file} | ${error.message} | | | | | |`];
      }
    });
  return [HEAD, ...rows].join('\n');
}

function readSource(folder: string, { file, probe, air }: RecordedSource): RecordedCook {
  const read = (name: string, column?: string) => {
    try {
      return readRecordedCook(readFileSync(join(folder, name), 'utf8'), column);
    } catch (error) {
      throw new CliError(`${name} cannot be read in ${folder}.`, { cause: error });
    }
  };
  const recorded = read(file, probe);
  return air === undefined ? recorded : { ...recorded, air, ambient: read(air).core };
}

function rowsOf(what: string, judged: readonly JudgedForecast[]): string[] {
  const parts = PHASES.map(([phase, name]) => [name, judged.filter((one) => one.phase === phase)] as const);
  const shown = [...parts.filter(([, some]) => some.length > 0), ['all', judged] as const];
  return shown.map(([name, some], index) => rowOf(index === 0 ? what : '', name, some));
}

function rowOf(what: string, phase: string, judged: readonly JudgedForecast[]): string {
  const score = scoreOf(judged);
  const cells = [
    what,
    phase,
    score.judged,
    score.forecasts,
    score.forecasts === 0 ? '–' : percent(score.held / score.forecasts),
    score.medianWidth === null ? '–' : score.medianWidth.toFixed(2),
    score.judged === 0 ? '–' : percent(1 - score.forecasts / score.judged),
  ];
  return `| ${cells.join(' | ')} |`;
}

function coverageText(
  probes: readonly EvidenceProbe[],
  judged: readonly (readonly JudgedForecast[])[],
): string {
  const cooks = [...new Set(probes.map(({ cook }) => cook))];
  const shares = cooks.map((cook) => {
    const { held, forecasts } = scoreOf(judged.filter((_, index) => probes[index]!.cook === cook).flat());
    return held / forecasts;
  });
  const all = scoreOf(judged.flat());
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return (
    `In the mean of the ${cooks.length} cooks, with ${probes.length} probes, ${percent(mean)} of the intervals held what happened; the worst cook has ` +
    `${percent(Math.min(...shares))}, the best ${percent(Math.max(...shares))}. Over all forecasts it is ` +
    `${percent(all.held / all.forecasts)}, with a median width of ${all.medianWidth!.toFixed(2)} times the time that was left.`
  );
}

/** What the recordings give, beside the margins in use. */
const fittedText = (fitted: readonly string[], inUse: readonly string[]): string =>
  fitted.join() === inUse.join()
    ? 'the same.'
    : [
        'other:\n',
        '| stage | beginning of the interval | end of the interval |',
        '| --- | --- | --- |',
        ...fitted,
      ].join('\n');

const sourceList = (): string =>
  [...new Set(RECORDED_SOURCES.map(({ source, what }) => `- ${what}: ${source}`))].join('\n');

const percent = (share: number): string => `${Math.round(share * 100)} %`;
