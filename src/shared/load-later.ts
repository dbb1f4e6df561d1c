import { channel } from 'node:diagnostics_channel';

/** Says that optional code was loaded while the server runs. scripts/launcher.mjs compacts the heap afterwards. */
const LOADED = channel('coddle.loaded-later');

/** Loads optional code at its first use. Rejects as `load` does. */
export async function loadLater<Code>(load: () => Promise<Code>): Promise<Code> {
  const code = await load();
  LOADED.publish(undefined);
  return code;
}
