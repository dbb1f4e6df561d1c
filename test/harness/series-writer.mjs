/**
 * Writes readings of a probe into a folder, and prints after each write how many are durable, until it is killed. Its
 * files are the compiled ones: node series-writer.mjs BUILD FOLDER
 */
const [build, folder] = process.argv.slice(2);
const [{ SqlProbeSeries }, { SeriesAccess }, { SystemClock }] = await Promise.all(
  ['history/series/sql-probe-series.js', 'history/series/series-access.js', 'shared/clock.js'].map(
    (file) => import(`${build}/${file}`),
  ),
);
const clock = new SystemClock();
const series = new SqlProbeSeries(new SeriesAccess(folder, clock), clock);
const first = Date.parse('2026-03-01T12:00:00Z');
let written = 0;
for (;;) {
  const readings = Array.from({ length: 250 }, (_, index) => {
    const at = first + (written + index) * 10_000;
    return { probeId: 'probe-1', at, receivedAt: at, celsius: (written + index) % 100, late: false };
  });
  await series.append(readings);
  written += readings.length;
  process.stdout.write(`${written}\n`);
}
