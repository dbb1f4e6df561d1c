import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseMapping } from '../../src/thermometers/vendors/mqtt/protocol/parse-mapping.js';

const TEXT = readFileSync(fileURLToPath(new URL('../../docs/thermometers.md', import.meta.url)), 'utf8');
const EXAMPLES = [...TEXT.matchAll(/```json\n([^]*?)```/g)].map(([, json]) => json!);

describe('The examples of probes.json in docs/thermometers.md', () => {
  it('are one for each kind of gateway', () => {
    const uses = EXAMPLES.flatMap((text) => parseMapping(text).gateways.map(({ use }) => use));
    expect(new Set(uses)).toEqual(new Set(['theengs', 'esphome', 'json', 'bytes']));
  });

  it.each(EXAMPLES)('can be used as they are: %.60s', (text) => {
    expect(parseMapping(text).faults).toEqual([]);
  });
});
