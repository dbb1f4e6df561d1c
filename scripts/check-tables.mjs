// Prints how the built engine stands beside the published tables, and fails when it is too far off: `npm run tables`.
import { fileURLToPath } from 'node:url';
import { checkTables } from '../dist/tables.js';

const { text, passed } = checkTables({
  tables: fileURLToPath(new URL('../test/fixtures/tables', import.meta.url)),
  foods: fileURLToPath(new URL('../config/foods', import.meta.url)),
});
process.stdout.write(text);
if (!passed) process.exitCode = 1;
