import { fileURLToPath } from 'node:url';

/** The folder of the built page. Both src/ and the flat dist/ lie beside dist/. */
export const PAGE = fileURLToPath(new URL('../dist/web', import.meta.url));
