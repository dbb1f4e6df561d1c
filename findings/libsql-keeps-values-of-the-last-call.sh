#!/usr/bin/env bash
# libsql 0.5.29, a statement that is run again with fewer values than it has parameters.
#
# Expected: an error, as in better-sqlite3, whose interface libsql offers ("Too few parameter values were provided"),
# or NULL, as in SQLite's C interface after sqlite3_clear_bindings.
# Happens: the missing parameters silently keep the values of the call before. Values too many are dropped, silently too.
# Why it matters: an INSERT with one value forgotten writes a value of another row, and nothing tells. Coddle counts the
# values in one adapter in front of the driver.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'END'
const Database = require('libsql');
console.log(`libsql ${JSON.parse(require('node:fs').readFileSync('node_modules/libsql/package.json')).version}, Node ${process.version}`);
const statement = new Database(':memory:').prepare('SELECT ? AS first, ? AS second');
console.log('two values:  ', JSON.stringify(statement.all('a', 'b')));
const few = JSON.stringify(statement.all('c'));
console.log('one value:   ', few);
const many = JSON.stringify(statement.all('d', 'e', 'f'));
console.log('three values:', many);
process.exit(few === '[{"first":"c","second":"b"}]' && many === '[{"first":"d","second":"e"}]' ? 0 : 1);
END
node try.cjs || { echo 'It behaves otherwise now.' && exit 1; }
