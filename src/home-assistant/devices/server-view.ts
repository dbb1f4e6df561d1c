import type { AccountState } from '../../device/cooker-state.js';
import { SERVER_ENTITIES } from '../discovery/server-entities.js';
import { flagOf } from '../state/cooker-state.js';
import type { DeviceView } from './device-view.js';

/** This server as Home Assistant knows it: all other devices are reached through it. */
export const serverView = (
  prefix: string,
  { version, url }: { readonly version: string; readonly url: string | undefined },
  { link }: AccountState,
): DeviceView => ({
  kind: 'server',
  id: prefix,
  signature: version,
  describe: () => ({
    ...{ kind: 'server', id: prefix, name: 'Coddle', entities: SERVER_ENTITIES },
    facts: {
      manufacturer: 'Coddle',
      model: 'Server',
      sw_version: version,
      ...(url === undefined ? {} : { configuration_url: url }),
    },
  }),
  isAvailable: true,
  stateAfter: () => ({ cloud: flagOf(link === 'connecting' ? null : link === 'connected') }),
});
