#!/usr/bin/env bash
# SQLite 3.45.1 in libsql 0.5.29: UPDATE t SET a = a as a trial whether the disk can be written to.
#
# Expected: a statement that updates a row of a table writes a page, so its commit fails on a full disk.
# Happens: SQLite compares the new content of the row with the old one and marks no page as changed where both are the
# same. The commit writes nothing, so it succeeds on a full disk as well. `PRAGMA user_version = n` with the present n
# always writes its page.
# Why it matters: such an UPDATE is the obvious trial of a health check, since it changes nothing. It reported a full disk
# as writable every half minute, and was meant to make the write-ahead log before the first command, which it did not.
# Coddle writes the version (WRITE_WITHOUT_CHANGE).
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund libsql@0.5.29
cat >try.cjs <<'END'
const { statSync } = require('node:fs');
const Database = require('libsql');
const database = new Database('trial.db');
const [{ version }] = database.prepare('SELECT sqlite_version() AS version').all();
console.log(`libsql ${JSON.parse(require('node:fs').readFileSync('node_modules/libsql/package.json')).version} with SQLite ${version}`);
database.exec('PRAGMA journal_mode = WAL; CREATE TABLE head (sequence INTEGER)');
database.exec('INSERT INTO head VALUES (7); PRAGMA wal_checkpoint(TRUNCATE)');
const written = (sql) => {
  const before = statSync('trial.db-wal').size;
  database.exec(sql);
  const bytes = statSync('trial.db-wal').size - before;
  console.log(`${sql}: ${bytes} bytes written`);
  return bytes;
};
const update = written('UPDATE head SET sequence = sequence');
const pragma = written('PRAGMA user_version = 0');
process.exit(update === 0 && pragma > 4096 ? 0 : 1);
END
node try.cjs || { echo 'It behaves otherwise now.' && exit 1; }
