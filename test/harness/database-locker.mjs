/** Locks a database as another program does that writes to it, until its input ends: node database-locker.mjs FILE */
import Sqlite from 'libsql';

const connection = new Sqlite(process.argv[2]);
connection.exec('BEGIN IMMEDIATE');
process.stdout.write('locked\n');
process.stdin.resume().once('end', () => {
  connection.exec('ROLLBACK');
  connection.close();
  process.exit(0);
});
