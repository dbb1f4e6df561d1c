import { hash } from 'node:crypto';
import type { ThermometerVendor } from './thermometer.js';

/** The longest id, in characters. Source: the API. */
const LONGEST = 40;
/** Hexadecimal digits of a digest that stand for what is cut: among some hundred ids two alike are out of the question. */
const DIGEST = 8;

/** The form of every id of a probe. */
export const PROBE_ID = /^[a-z0-9-]{1,40}$/;

/** The vendors whose ids are theirs alone; `http` is left out, where clients choose ids themselves. */
const PREFIXED: readonly ThermometerVendor[] = ['thermoworks', 'fireboard', 'meater', 'mqtt'];

/**
 * The id of a thermometer: its vendor and hardware id, in lower case, with every other sign as `-`.
 * @param hardwareId what the vendor never changes, such as a serial number
 */
export const thermometerIdOf = (vendor: ThermometerVendor, hardwareId: string): string =>
  fitted(`${vendor}-${plain(hardwareId)}`);

/** The id of a probe: that of its thermometer, and its place there, such as the number of its socket. */
export const probeIdOf = (thermometerId: string, place: string | number): string =>
  fitted(`${thermometerId}-${plain(String(place))}`);

/** Whether an id has the form of another vendor's, which a client that pushes readings may not use. */
export const isVendorsId = (probeId: string): boolean =>
  PREFIXED.some((vendor) => probeId === vendor || probeId.startsWith(`${vendor}-`));

/** A name without one usable sign is replaced by its digest. */
const plain = (name: string): string => {
  const signs = name.toLowerCase().replaceAll(/[^a-z0-9]/g, '-');
  return /[a-z0-9]/.test(signs) ? signs : digestOf(name);
};

const fitted = (id: string): string =>
  id.length <= LONGEST ? id : `${id.slice(0, LONGEST - DIGEST - 1)}-${digestOf(id)}`;

const digestOf = (text: string): string => hash('sha256', text).slice(0, DIGEST);
