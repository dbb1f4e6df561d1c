const LIBRARY = /\/uplot\/dist\/uPlot\.esm\.js$/;

/**
 * What never holds for the plots of the page, and what they never use, in the source of uPlot 1.6.32, with what takes
 * its place. The bundler then leaves out the code that is never run.
 */
const UNUSED = [
  // Scales that are not linear.
  [/\b(?:\w+\.)?distr (?:==|>=) (?:3|4|100)\b/g, 'false'],
  // Scatter plots.
  [/\bmode == 2\b/g, 'false'],
  // The legend, which the page has of its own.
  [/\bshowLegend = legend\.show\b/g, 'showLegend = false'],
  // Names of times, which the page writes in its own language.
  [/\b_timeAxisVals {3}= .*;/g, '_timeAxisVals = null;'],
  [/\b_timeSeriesVal {2}= .*;/g, '_timeSeriesVal = null;'],
  [/\bisArr\(av\) \?\s+timeAxisVals\(.*\) :/g, ''],
  [/\bisStr\(av\) \?\s+timeAxisVal\(.*\) :/g, ''],
  // Everything that uPlot offers besides plots: other forms of lines, functions for data.
  [/^uPlot\.assign = assign;$[\s\S]*(?=^export )/gm, ''],
];

/** A plugin for Vite that leaves out of uPlot what the page does not use. */
export const leanPlots = () => ({
  name: 'lean-plots',
  transform(source, id) {
    return LIBRARY.test(id) ? { code: UNUSED.reduce(without, source), map: null } : undefined;
  },
});

/** @throws Error where the source has nothing of the kind: it is another version */
function without(source, [pattern, replacement]) {
  const lean = source.replace(pattern, replacement);
  if (lean === source) throw new Error(`uPlot has changed: nothing matches ${pattern}`);
  return lean;
}
