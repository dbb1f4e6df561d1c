#!/usr/bin/env bash
# libsql 0.5.29, reading one value: `pragma(name, { simple: true })` and `pluck().get()`.
#
# Expected: the bare value, as in better-sqlite3, whose interface libsql offers: 0 for the user_version of a new database.
# Happens: an object that also holds `_metadata` with the duration of the call, a number that differs every time.
# Why it matters: an object is neither smaller nor larger than a number, so `version < 3` and `version >= 3` are both
# false, and a check of the schema's version passes or fails whatever the version is. `all()` has no such field: Coddle
# reads with `all()` alone.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'END'
const Database = require('libsql');
console.log(`libsql ${JSON.parse(require('node:fs').readFileSync('node_modules/libsql/package.json')).version}, Node ${process.version}`);
const database = new Database(':memory:');
const version = database.pragma('user_version', { simple: true });
console.log("pragma('user_version', { simple: true }):", version);
console.log('< 3:', version < 3, ' >= 3:', version >= 3);
const plucked = database.prepare('SELECT 1 AS one').pluck().get();
console.log('pluck().get():', plucked);
const [row] = database.prepare('SELECT 1 AS one').all();
console.log('all()[0]:', row);
const same = typeof version === 'object' && !(version < 3) && !(version >= 3) && typeof plucked === 'object';
process.exit(same && Object.keys(row).join() === 'one' ? 0 : 1);
END
node try.cjs || { echo 'It behaves otherwise now.' && exit 1; }
