/**
 * What a spec ran, by V8's own counters. They stay on for the whole worker, since V8 counts within a function only if
 * it was compiled with the counters on, and shared modules are compiled once.
 */
const { Session } = require('node:inspector');
const { fileURLToPath } = require('node:url');

let session;
/** Files whose uncovered functions and text were reported before. */
const reported = new Set();

/** Asks the inspector, which responds synchronously. */
function post(method, parameters) {
  let value;
  session.post(method, parameters, (error, result) => {
    if (error) throw new Error(`${method}: ${error.message}`);
    value = result;
  });
  return value;
}

function startCounting() {
  if (session !== undefined) return;
  session = new Session();
  session.connect();
  post('Profiler.enable');
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
}

/** What ran since the last time, in files that `counts` accepts. The counters begin again at zero. */
function takeCounts(counts) {
  return post('Profiler.takePreciseCoverage')
    .result.filter(({ url }) => url.startsWith('file://'))
    .map((script) => ({ ...script, url: fileURLToPath(script.url) }))
    .filter(({ url }) => counts(url));
}

const ran = ({ ranges }) => ranges.some(({ count }) => count > 0);

/** In the form of Jest's reporter. Uncovered functions and the text of a file are needed once only. */
function toResults(scripts, transforms) {
  return scripts.flatMap((script) => {
    const isFirst = !reported.has(script.url);
    reported.add(script.url);
    const functions = isFirst ? script.functions : script.functions.filter(ran);
    if (functions.length === 0) return [];
    const codeTransformResult = isFirst ? transforms.get(script.url) : undefined;
    return [{ codeTransformResult, result: { ...script, functions } }];
  });
}

module.exports = { startCounting, takeCounts, toResults };
