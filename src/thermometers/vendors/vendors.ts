import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../config/environment.js';
import { accountFileIn, type CloudVendor } from '../accounts/account-file.js';
import type { Vendor } from './vendor.js';

/** Injection token of the vendors. */
export const VENDORS = Symbol('vendors of thermometers');

/** Every vendor of thermometers, one line each. */
export const ALL_VENDORS: readonly Vendor[] = [
  {
    name: 'thermoworks',
    isConfigured: isSignedIn('thermoworks'),
    load: () => import('./thermoworks/thermoworks.vendor.js'),
  },
  {
    name: 'fireboard',
    isConfigured: isSignedIn('fireboard'),
    load: () => import('./fireboard/fireboard.vendor.js'),
  },
  {
    name: 'meater',
    isConfigured: isSignedIn('meater'),
    load: () => import('./meater-cloud/meater.vendor.js'),
  },
  {
    name: 'mqtt',
    isConfigured: ({ mqttUrl, configDir }) =>
      mqttUrl !== undefined && existsSync(join(configDir, 'probes.json')),
    load: () => import('./mqtt/mqtt.vendor.js'),
  },
];

/** Whether a command has signed in to the cloud of a vendor. */
function isSignedIn(vendor: CloudVendor) {
  return ({ dataDir }: Environment): boolean => existsSync(accountFileIn(dataDir, vendor).file);
}
