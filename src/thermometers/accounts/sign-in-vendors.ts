import type { CloudVendor } from './account-file.js';
import type { SignIn } from './sign-in.js';

/** A vendor whose cloud the person can sign in to. */
export interface SignInVendor {
  /** The word on the command line. */
  readonly vendor: CloudVendor;
  /** Its name. */
  readonly name: string;
  /** What the person signs in with beside a password, as a question. */
  readonly accountName: string;
  /** What it means that no thermometer was found, as a sentence; by default that the account has none. */
  readonly noneFound?: string;
  /** Loads the vendor's code. */
  readonly load: () => Promise<SignIn>;
}

/** Every vendor whose cloud the person can sign in to. */
export const SIGN_IN_VENDORS: readonly SignInVendor[] = [
  {
    vendor: 'thermoworks',
    name: 'ThermoWorks',
    accountName: 'E-mail address',
    load: async () => (await import('../vendors/thermoworks/sign-in.js')).signIn,
  },
  {
    vendor: 'fireboard',
    name: 'FireBoard',
    accountName: 'E-mail address or user name',
    load: async () => (await import('../vendors/fireboard/sign-in.js')).signIn,
  },
  {
    vendor: 'meater',
    name: 'MEATER',
    accountName: 'E-mail address',
    noneFound: 'No probe is within reach at present: MEATER lists only those that a phone or a Block hears.',
    load: async () => (await import('../vendors/meater-cloud/sign-in.js')).signIn,
  },
];
