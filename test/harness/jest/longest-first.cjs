/**
 * The order of the specs: the longest first, so that none of them begins when the others are nearly done.
 *
 * Jest knows how long a spec took once it has run here. In a fresh clone it goes by the size of the files, which says
 * nothing about journeys; so the longest are listed here, and all journeys come before the rest.
 */
const { existsSync } = require('node:fs');
const { join, relative, sep } = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

/** The longest specs, the longest in front: whatever takes more than about two seconds of a core. */
const LONGEST = [
  'test/e2e/backup.e2e-spec.ts',
  'test/e2e/broken-off.e2e-spec.ts',
  'test/e2e/monitor.e2e-spec.ts',
  'test/e2e/continued-food.e2e-spec.ts',
  'test/e2e/stop-choice.e2e-spec.ts',
  'test/e2e/unmeasured.e2e-spec.ts',
  'test/e2e/recovery.e2e-spec.ts',
  'test/e2e/cli-checkout.e2e-spec.ts',
  'test/e2e/odd-frame.e2e-spec.ts',
  'test/oracle/adversarial.spec.ts',
  'test/e2e/history.e2e-spec.ts',
  'test/e2e/documents.e2e-spec.ts',
  'test/e2e/late-events.e2e-spec.ts',
  'test/e2e/owner.e2e-spec.ts',
  'test/e2e/routes.e2e-spec.ts',
  'test/e2e/start-faults.e2e-spec.ts',
  'src/cli/backup/backup-command.spec.ts',
  'src/storage/damage.spec.ts',
  'src/safety/monitor/follow-food.spec.ts',
  'test/oracle/field-cases.spec.ts',
  'src/cooking/tracking/odd-states.spec.ts',
  'src/safety/monitor/resumed-food.spec.ts',
  'src/safety/monitor/food-monitor.spec.ts',
];
const JOURNEYS = `test${sep}e2e${sep}`;

/** The place of a spec among all: listed ones in their order, then the other journeys, then the rest. */
function placeOf({ path, context }) {
  const file = relative(context.config.rootDir, path);
  const listed = LONGEST.indexOf(file.split(sep).join('/'));
  if (listed >= 0) return listed;
  return file.startsWith(JOURNEYS) ? LONGEST.length : LONGEST.length + 1;
}

/** @throws Error when a listed spec is gone, so that the list stays true */
function refuseUnknown(root) {
  const gone = LONGEST.filter((file) => !existsSync(join(root, file)));
  if (gone.length > 0) throw new Error(`longest-first.cjs lists specs that do not exist: ${gone.join(', ')}`);
}

class LongestFirst extends Sequencer {
  sort(tests) {
    if (tests.length > 0) refuseUnknown(tests[0].context.config.rootDir);
    // Sorting is stable: within a place the order is Jest's own.
    return [...super.sort(tests)].sort((one, other) => placeOf(one) - placeOf(other));
  }
}

module.exports = LongestFirst;
