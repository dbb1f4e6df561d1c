const LIBRARY = /\/uplot\/dist\/uPlot\.esm\.js$/;

/**
 * What never holds for the plots of the page, and what they never use, in the source of uPlot 1.6.32, with what takes
 * its place. The bundler then leaves out the code that is never run.
 */
const UNUSED = [
  // Scales that are not linear.
  [/\b(?:\w+\.)?distr (?:==|>=) (?:3|4|100)\b/g, 'false'],
  [/\bxScaleDistr == [34]\b/g, 'false'],
  // Ranges of axes, which the page gives.
  [/\bsc\.range = fnOrSelf\(rn \|\| \([\s\S]*?^\t+\)\);$/gm, 'sc.range = fnOrSelf(rn);'],
  [/^\t+rn = \(self, dataMin, dataMax\) => .*;$/gm, ''],
  [/\[_min, _max\] = rangeNum\(.*\);/g, '_max = _min + 1;'],
  // Scatter plots.
  [/\bmode == 2\b/g, 'false'],
  // The legend, which the page has of its own.
  [/\bshowLegend = legend\.show\b/g, 'showLegend = false'],
  // Names of times, which the page writes in its own language.
  [/\b_timeAxisVals {3}= .*;/g, '_timeAxisVals = null;'],
  [/\b_timeSeriesVal {2}= .*;/g, '_timeSeriesVal = null;'],
  [/^\tconst _fmtDate = .*;$/gm, ''],
  [/\bisStr\(sv\) \? timeSeriesVal\(.*?\)\) : /g, ''],
  [/^\tconst _timeAxisStamps = \[[\s\S]*?^\t\];$/gm, 'const _timeAxisStamps = [];'],
  [/\bisArr\(av\) \?\s+timeAxisVals\(.*\) :/g, ''],
  [/\bisStr\(av\) \?\s+timeAxisVal\(.*\) :/g, ''],
  // Areas below lines and between them, and points on lines.
  [/\bseries\.fill != null \|\| bandFillDir != 0\b/g, 'false'],
  [/\blet \[ bandFillDir, bandClipDir \] = .*;/g, 'const bandClipDir = 0;'],
  [/\bflags != 0 && bands\.forEach\b/g, 'false && bands.forEach'],
  [/\bpointsPath = points\(\)/g, 'pointsPath = null'],
  // Selecting with the pointer, and lines that stand out below it.
  [/^\t\tonMouse\((?:mousedown|dblclick), +over, \w+\);$/gm, ''],
  [/\bcursorFocus = .*;/g, 'cursorFocus = false;'],
  // Several plots with one pointer.
  [/^\tevents\.\w+ = \w+;$/gm, ''],
  [/^\tevents\["setSeries"\] = [\s\S]*?^\t\};$/gm, ''],
  [/^\tconst sync = .*;$/gm, ''],
  [/^\t+sync\.(?:un)?sub\(self\);$/gm, ''],
  [/(\bfunction pubSync\(.*\) \{)[\s\S]*?^\t\}$/gm, '$1}'],
  // Lines that come and go: the page makes another plot.
  [
    /^\tself\.(?:addSeries|delSeries|batch|setSelect|setSeries|addBand|setBand|delBand|posToIdx|setLegend|pub) = \w+;$/gm,
    '',
  ],
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
