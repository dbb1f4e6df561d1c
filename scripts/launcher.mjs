/**
 * Becomes dist/main.js. It runs the bundled server out of the code that V8 made of it at the build, which saves a
 * quarter of the time until the server is ready: Node 20 keeps no such code by itself. Another version of Node
 * refuses that code and makes its own, which takes longer and is otherwise the same.
 *
 * It also keeps V8 from taking memory that a small computer has not to spare: 105 MB resident become 77.
 */
import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext, Script } from 'node:vm';

/** By then the server is open, and the safety engine has had its practice. In milliseconds. */
const SETTLED = 3_000;
/** The space for young objects is large enough for a day's curve at this size, and small enough to be kept. In bytes. */
const YOUNG_ENOUGH = 4 * 1024 * 1024;
/**
 * By how much the heap may grow between two whole collections, in percent. V8 itself lets it grow to four times its
 * content where much is allocated quickly: after 20,000 requests 103 MB are resident instead of 140 to 185.
 */
const GROWTH = 25;
/** Objects of 2 KB that make it grow so far; some hundred do. */
const MOST_STAYING = 4_000;

/** So many requests within so many milliseconds are worth the optimizing compiler. */
const BUSY = { requests: 50, within: 10_000 };
/** Node's own word for a request that begins. */
const REQUEST = 'http.server.request.start';

/** Published after a compaction, which also drops V8's inline caches (src/cooking/start/start-rehearsal.ts fills them). */
const COMPACTED = channel('coddle.compacted');

/** From the last loading of optional code to the compaction: by then its first requests are served. In milliseconds. */
const AFTER_LOADING = 3_000;

const SERVER = new URL('server.cjs', import.meta.url);

/** What the file of kept code ends with: the Node that made it. */
export const MADE_BY = Buffer.from(`\nNode ${process.version} ${process.arch}\n`);

// First, since V8 takes the code that it kept only where the same flags are set.
keepYoungSmall();
letOptimize(false);
compactAfterLoading();
// V8 drops code that has not run for some minutes; the first start of a day would compile all of it anew.
setFlagsFromString('--no-flush-bytecode');

/** The compiled server; the check of a release asks it whether V8 took the kept code. */
export const script = new Script(`(function (require, importMetaUrl) {${readFileSync(SERVER, 'utf8')}\n})`, {
  filename: fileURLToPath(SERVER),
  cachedData: keptCode(),
});

script.runInThisContext()(createRequire(SERVER), SERVER.href);

/** The code that V8 has made of the server so far, for the build to keep. */
export function codeToKeep() {
  // As at a start, however long the server has been open: see above.
  letOptimize(false);
  return script.createCachedData();
}

/** V8 takes code of its own version only, but not of the build of Node: with that of another one the process crashes. */
function keptCode() {
  try {
    const kept = readFileSync(new URL('server.cache', import.meta.url));
    const end = kept.length - MADE_BY.length;
    return end > 0 && kept.subarray(end).equals(MADE_BY) ? kept.subarray(0, end) : undefined;
  } catch {
    return undefined; // it only saves time
  }
}

/**
 * V8 lets the space for young objects grow to 32 MB while the server opens, and never takes it back; and there is no
 * setting of its limit for a process that runs. So it does not grow at all at first, then once to what requests need.
 */
function keepYoungSmall() {
  setFlagsFromString('--expose-gc');
  letYoungGrow(false);
  setTimeout(() => {
    collectAndCompact();
    setFlagsFromString(`--heap-growing-percent=${GROWTH}`);
    growYoung();
    optimizeOnceBusy();
  }, SETTLED).unref();
}

/**
 * Most of what the opening needed is needed no more, and lies between what stays: without compaction V8 keeps pages
 * that are half empty.
 */
function collectAndCompact() {
  setFlagsFromString('--compact-on-every-full-gc');
  runInNewContext('gc')();
  setFlagsFromString('--no-compact-on-every-full-gc');
  COMPACTED.publish(undefined);
}

/** Compiling optional code leaves as much behind as opening does (src/shared/load-later.ts says when there was some). */
function compactAfterLoading() {
  let compaction;
  subscribe('coddle.loaded-later', () => {
    clearTimeout(compaction);
    compaction = setTimeout(collectAndCompact, AFTER_LOADING).unref();
  });
}

/**
 * Much of what runs often while the server opens never runs again. To optimize it takes V8 a quarter of the processor's
 * time until then, and up to 6 MB for a moment, of which the allocator gives little back.
 */
function letOptimize(may) {
  setFlagsFromString(may ? '--turbofan' : '--no-turbofan');
}

/**
 * The optimizing compiler is 3 MB of Node's code, which stays resident once it has run: a server that is asked now and
 * then does without it.
 */
function optimizeOnceBusy() {
  let [count, since] = [0, performance.now()];
  subscribe(REQUEST, function heard() {
    const now = performance.now();
    if (now - since > BUSY.within) [count, since] = [0, now];
    if (++count < BUSY.requests) return;
    letOptimize(true);
    unsubscribe(REQUEST, heard);
  });
}

/**
 * Lets it grow to its size at once, by objects that stay for a moment. Left to itself, a burst of work, such as the first
 * requests to the clouds of thermometers, lets it grow to 32 MB before anything can stop it.
 */
function growYoung() {
  letYoungGrow(true);
  const staying = [];
  while (sizeOfYoung() < YOUNG_ENOUGH && staying.length < MOST_STAYING) staying.push(new Array(256).fill(0));
  letYoungGrow(false);
}

function letYoungGrow(may) {
  setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`);
}

function sizeOfYoung() {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space').space_size;
}
