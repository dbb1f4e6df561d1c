/**
 * The order of the specs: the longest first, so that none of them begins when the others are nearly done.
 *
 * Jest knows how long a spec took once it has run here. In a fresh clone it goes by the size of the files, which says
 * nothing about journeys: there longest-specs.json decides, which has the longest in front, and then come the other
 * journeys before the rest.
 */
const { relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = require('./longest-specs.json');
const JOURNEYS = `test${sep}e2e${sep}`;

/** The place of a spec among all: listed ones in their order, then the other journeys, then the rest. */
function placeOf({ path, context }) {
  const file = relative(context.config.rootDir, path);
  const listed = LONGEST.indexOf(file.split(sep).join('/'));
  if (listed >= 0) return listed;
  return file.startsWith(JOURNEYS) ? LONGEST.length : LONGEST.length + 1;
}

class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    if (sorted.some(({ duration }) => typeof duration === 'number')) return sorted;
    // Sorting is stable: within a place the order is Jest's own.
    return [...sorted].sort((one, other) => placeOf(one) - placeOf(other));
  }
}

module.exports = LongestFirst;
