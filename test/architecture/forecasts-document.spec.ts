import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { forecastPictures, generatedTable } from '../../src/cli/replay/evidence/forecasts-page.js';
import { marginRows } from '../../src/cli/replay/evidence/leave-one-out.js';
import { COVERAGE, MARGINS } from '../../src/thermometers/analytics/forecast.js';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));
const page = readFileSync(`${DOCS}/forecasts.md`, 'utf8');
/** The cells of every row of a table, without what aligns them. */
const cellsOf = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !line.startsWith('| -'))
    .map((line) => line.replaceAll(/ *\| */g, '|'));

describe('npm run forecasts', () => {
  it('scores the generated cooks as the page says', () => {
    expect(cellsOf(page)).toEqual(expect.arrayContaining(cellsOf(generatedTable())));
  });

  it('fits the margins in use to the recorded cooks of the page', () => {
    const rows = cellsOf(page).filter((row) => /^\|(?:steady|slowing|stalled)\|/.test(row));
    const inUse = cellsOf(marginRows(MARGINS).join('\n'));
    expect(rows).toEqual(inUse);
    expect(page).toContain('Fitted to the recordings of this page, they are the same.');
  });

  it('has measured the coverage that every forecast names', () => {
    const [, measured] =
      /In the mean of the \d+ cooks, with \d+ probes, (\d+) % of the intervals held/.exec(page) ?? [];
    expect(Number(measured) / 100).toBeCloseTo(COVERAGE.measured, 2);
  });

  it('draws its pictures as they are kept, byte by byte, and no other', () => {
    const pictures = forecastPictures();
    const kept = readdirSync(DOCS).filter((file) => /^forecasts-.*\.svg$/.test(file));
    expect(pictures.map(({ file }) => file).toSorted()).toEqual(kept.toSorted());
    for (const { file, content } of pictures) {
      expect(content).toBe(readFileSync(`${DOCS}/${file}`, 'utf8'));
      expect(content).toMatch(
        /<title id="title">[^<]{10,}<\/title>\n<desc id="description">[^<]{100,}<\/desc>/,
      );
      expect(page).toMatch(new RegExp(`!\\[[^\\]]{40,}\\]\\(${file}\\)`));
    }
  });
});
