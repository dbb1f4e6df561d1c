const LIBRARY = /\/uplot\/dist\/uPlot\.esm\.js$/;

/**
 * What never holds for the plots of the page, and what they never use, in the source of uPlot 1.6.32, with what takes
 * its place. The bundler then leaves out the code that is never run.
 */
const UNUSED = [
  // Scales that are not linear.
  [/\b(?:\w+\.)?distr (?:==|>=) (?:2|3|4|100)\b/g, 'false'],
  [/\bxScaleDistr == [234]\b/g, 'false'],
  // Scales that follow others.
  [/\b(?:sc|wsc|scaleOpts)\.from != null\b/g, 'false'],
  [/\b(?:sc|wsc)\.from == null\b/g, 'true'],
  // Time that runs upwards, and moments in milliseconds.
  [/\b(?:scaleX|sx)\.ori == 0\b/g, 'true'],
  [/\bscaleX\.ori == 1\b/g, 'false'],
  [/\bori == 0 \? rectH : rectV\b/g, 'rectH'],
  [/\brectH = rect\(0\);$/gm, 'rectH = (p, x, y, w, h) => p.rect(x, y, w, h);'],
  [/^const rectV = .*;$/gm, ''],
  [/\bconst dir = scaleX\.dir \* .*;$/gm, 'const dir = 1;'],
  [/\bms == 1\b/g, 'false'],
  [/^const \[ timeIncrsMs, .*;$/gm, ''],
  // Months and years, which no cook lasts.
  [/\blet (isYr|isMo) = .*;/g, 'const $1 = false;'],
  // Ranges of axes, which the page gives.
  [/\bsc\.range = fnOrSelf\(rn \|\| \([\s\S]*?^\t+\)\);$/gm, 'sc.range = fnOrSelf(rn);'],
  [/^\t+rn = \(self, dataMin, dataMax\) => .*;$/gm, ''],
  [/\[_min, _max\] = rangeNum\(.*\);/g, '_max = _min + 1;'],
  [/^\t+accScale\(.*\);$/gm, ';'],
  // Scatter plots.
  [/\bmode == 2\b/g, 'false'],
  [/\bmode == 1\b/g, 'true'],
  // The legend, which the page has of its own.
  [/\bshowLegend = legend\.show\b/g, 'showLegend = false'],
  [/\blegend\.(?:show|live)\b/g, 'false'],
  [/\(self\.legend = assign\(.*?\)\)/g, '(self.legend = { markers: {} })'],
  [/^\t\tmarkers\.\w+ += .*;$/gm, ''],
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
  [/\bif \(show \|\| idxs\)/g, 'if (false)'],
  [/\bif \(bandClip\)/g, 'if (false)'],
  [/ \|\| bandClip\b/g, ''],
  // Selecting with the pointer, and lines that stand out below it.
  [/^\t\tonMouse\((?:mousedown|dblclick), +over, \w+\);$/gm, ''],
  [/\bcursorFocus = .*;/g, 'cursorFocus = false;'],
  [/^\ton\("click", wrap, [\s\S]*?^\t\}, true\);$/gm, ''],
  [/\bselect\.show && dragging\b/g, 'false'],
  [/\bdragging && e != null\b/g, 'false'],
  [/\bif \(_?dragging\)/g, 'if (false)'],
  // Moments that are looked for besides the nearest one: every line has a value or null at each.
  [
    /^\tif \(cursor\.dataIdx == null\) \{$[\s\S]*?^\t\}$/gm,
    'cursor.dataIdx = (self, seriesIdx, cursorIdx) => cursorIdx;',
  ],
  [/\bgetBBox != null\b/g, 'false'],
  // Several plots with one pointer.
  [/\be != null\b/g, 'true'],
  [/\bsrc == null\b/g, 'true'],
  [/\bsrc != null\b/g, 'false'],
  [/\bsyncKey != null\b/g, 'false'],
  [/^\tconst syncOpts = [\s\S]*?^\tconst syncKey = .*;$/gm, ''],
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
