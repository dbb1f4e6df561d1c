#!/usr/bin/env bash
# libsql 0.5.29, leaving the rows of iterate() before the last one.
#
# Expected: as in better-sqlite3, whose interface libsql offers, a loop that is left by break, return or an error ends
# its query, since the iterator has a return() that the language calls.
# Happens: the iterator has no return(). The query stays open, and from then on the same connection fails with
# "database table is locked" when it copies the write-ahead log, until every row has been taken.
# Why it matters: readings are read row by row to save memory, and one unreadable row ends the loop with an error. The
# log then grows without end, and nothing in the code that left the loop shows why. Coddle takes the remaining rows in a
# finally (DirectStatements.each).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'END'
const Database = require('libsql');
console.log(`libsql ${JSON.parse(require('node:fs').readFileSync('node_modules/libsql/package.json')).version}, Node ${process.version}`);
const database = new Database('readings.db');
database.exec('PRAGMA journal_mode = WAL; CREATE TABLE readings (water)');
const insert = database.prepare('INSERT INTO readings VALUES (?)');
for (let water = 0; water < 300; water++) insert.run([water]);
const checkpoint = () => {
  try {
    return `busy ${database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all()[0].busy}`;
  } catch (error) {
    return error.message;
  }
};
const rows = database.prepare('SELECT water FROM readings').iterate();
for (const row of rows) if (row.water === 3) break;
const [type, left] = [typeof rows.return, checkpoint()];
console.log(`iterator.return: ${type}; after a loop that was left: ${left}`);
for (const row of rows) void row;
const taken = checkpoint();
console.log(`after the rest of the rows: ${taken}`);
process.exit(type === 'undefined' && /locked/.test(left) && taken === 'busy 0' ? 0 : 1);
END
node try.cjs || { echo 'It behaves otherwise now.' && exit 1; }
