#!/usr/bin/env bash
# Node 20.20.2 (V8 11.3), an object literal that adds properties behind a spread: { ...settings, name }.
#
# Expected: about as quick as the same literal with the properties before the spread, { name, ...settings }: some tens of
# nanoseconds.
# Happens: every property that is new behind the spread takes about half a microsecond, also once the function is
# optimized; a property that the spread brings itself is replaced at once. Three new ones make the literal 20 to 40 times
# as slow. Node 22.23.3 shows no difference.
# Why it matters: Node 20 is what Debian 13 ships for a Raspberry Pi. The status of a cook, which clients ask for all
# day, was made of three such literals, and they took a third of the request.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >try.mjs <<'END'
const settings = { low: null, high: null, steps: null, done: null, left: null, kept: null, over: false };
const literals = {
  before: (name) => ({ name, unit: name, size: 1, ...settings }),
  behind: (name) => ({ ...settings, name, unit: name, size: 1 }),
  replaced: (name) => ({ ...settings, low: name, high: name, steps: 1 }),
};
let kept;
const nanoseconds = (make, times) => {
  const begun = performance.now();
  for (let at = 0; at < times; at++) kept = make(at);
  return ((performance.now() - begun) * 1e6) / times;
};
const took = {};
for (const [name, make] of Object.entries(literals)) {
  nanoseconds(make, 200_000);
  took[name] = Math.min(...Array.from({ length: 5 }, () => nanoseconds(make, 100_000)));
}
console.log(`Node ${process.version}, V8 ${process.versions.v8}`);
for (const [name, ns] of Object.entries(took)) console.log(`  ${name} the spread: ${ns.toFixed(0)} ns`);
const ratio = took.behind / took.before;
console.log(`  behind it ${ratio.toFixed(1)} times as long as before it`);
process.exitCode = (ratio > 8) === (process.argv[2] === 'slow') && kept !== undefined ? 0 : 1;
END
run() {
  mkdir "$1" && (cd "$1" && echo '{}' >package.json && npm install --silent --no-audit --no-fund "node@$2")
  "$1/node_modules/node/bin/node" try.mjs "$3" || { echo 'It behaves otherwise now.' && exit 1; }
}
run older 20.20.2 slow
run newer 22.23.3 quick
