#!/usr/bin/env bash
# jest-circus 30.5.2 on Node 20 and 22, with any number of test files.
#
# Expected: a test file costs what its tests cost, wherever it stands in the order.
# Happens: the runner makes an AsyncLocalStorage for every test file, to know which test an error belongs to, and never
# disables one. Up to Node 22 each promise and timer copies the stores of all that were ever used in the process. So every
# promise of the hundredth file in a worker copies a hundred stores, and its time grows with the number of files that
# came before. Node 24 keeps stores in another way and does not slow down.
# Why it matters: journeys of a server are made of promises. In ours it was a fifth of the CPU of all tests, and the last
# files of a worker waited longer than the first: limits of time that held for a file alone were missed in a whole run.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "jest": { "testEnvironment": "node" } }' >package.json
npm install --silent --no-audit --no-fund jest@30.5.2 jest-circus@30.5.2
for number in $(seq 101 140); do
  cat >"$number.test.js" <<'END'
const { executionAsyncResource } = require('node:async_hooks');
const { appendFileSync } = require('node:fs');

test('counts the stores that a promise carries, and times promises', async () => {
  await Promise.resolve();
  const stores = Object.getOwnPropertySymbols(executionAsyncResource()).length;
  const begun = performance.now();
  for (let made = 0; made < 50_000; made++) await Promise.resolve();
  appendFileSync('seen', `${stores} ${performance.now() - begun}\n`);
});
END
done
npx jest --runInBand --silent 2>&1 | tail -4
cat >judge.mjs <<'END'
import { readFileSync } from 'node:fs';

const seen = readFileSync('seen', 'utf8').trim().split('\n').map((line) => line.split(' ').map(Number));
const [[fewest, quick], [most, slow]] = [seen[0], seen.at(-1)];
const factor = (slow / quick).toFixed(1);
console.log(`Node ${process.version}, jest-circus 30.5.2, ${seen.length} test files in one process`);
console.log(`stores carried by a promise: ${fewest} in the first file, ${most} in the last`);
console.log(`50,000 promises: ${quick.toFixed(0)} ms in the first file, ${slow.toFixed(0)} ms in the last (${factor} times)`);
const grows = Number(process.versions.node.split('.')[0]) < 24;
process.exit(grows === (most >= fewest + seen.length - 1) ? 0 : 1);
END
node judge.mjs || { echo 'It behaves otherwise now.' && exit 1; }
