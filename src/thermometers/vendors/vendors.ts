import type { Vendor } from './vendor.js';

/** Injection token of the vendors. */
export const VENDORS = Symbol('vendors of thermometers');

/** Every vendor of thermometers, one line each. */
export const ALL_VENDORS: readonly Vendor[] = [];
