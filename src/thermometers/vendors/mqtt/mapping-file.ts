import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Mapping } from './protocol/mapping.js';
import { parseMapping } from './protocol/parse-mapping.js';

/** The name of the mapping in the folder of the settings. */
export const MAPPING_FILE = 'probes.json';
/** Longer than a mapping of every gateway that it may name, in bytes. */
const LARGEST = 256 * 1024;

/** Where the mapping lies. @param configDir the folder of the settings */
export const mappingPath = (configDir: string): string => join(configDir, MAPPING_FILE);

/** Whether there is a mapping. */
export const hasMapping = (configDir: string): boolean => existsSync(mappingPath(configDir));

/** Reads the mapping. It never throws: a file that cannot be read is a fault of the mapping. */
export function readMapping(configDir: string): Mapping {
  const path = mappingPath(configDir);
  try {
    if (statSync(path).size > LARGEST) return unusable(`is larger than ${LARGEST / 1024} KB`);
    return parseMapping(readFileSync(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return unusable(code === 'ENOENT' ? 'is missing' : `cannot be read (${code ?? 'unknown'})`);
  }
}

/** A fault as a sentence. */
export const faultSentence = ({ line, problem }: Mapping['faults'][number]): string =>
  `${MAPPING_FILE}, line ${line}: ${problem}`;

const unusable = (problem: string): Mapping => ({
  clientId: null,
  gateways: [],
  faults: [{ line: 1, problem: `the file ${problem}` }],
});
