import { assertListed } from '../../device/freshness.js';
import type { CookerState } from '../../device/cooker-state.js';
import { NoDeviceError } from '../../device/device.errors.js';
import { called, nameInApp, type VisibleAccount } from '../../device/visible-cookers.js';
import { DeviceAmbiguousError, DeviceNotFoundError, DeviceUnsupportedError } from '../cooking.errors.js';

/** The most cookers that an error names, so that a response stays readable and short enough for an assistant. */
const MOST_NAMED = 10;

/** The cooker that a request names. */
export interface CookerChoice {
  /** `device_id` of the request. */
  readonly asked?: string | undefined;
  /** The setting `DEVICE_ID`. */
  readonly preferred?: string | undefined;
}

/**
 * Chooses the cooker of a request: the requested one, else the configured one, else the only one whose states can be
 * read.
 * @throws CloudUnavailableError, TokenRejectedError before the first device list
 * @throws NoDeviceError, DeviceNotFoundError, DeviceUnsupportedError, DeviceAmbiguousError
 */
export function chooseCooker(account: VisibleAccount, choice: CookerChoice): CookerState {
  const cookers = listedCookers(account);
  const wanted = wantedIn(account, choice);
  const candidates = wanted === undefined ? cookers : cookers.filter(({ id }) => id === wanted);
  const supported = candidates.filter((cooker) => cooker.supported);
  if (supported.length === 1) return supported[0]!;
  if (supported.length > 1) throw ambiguous(supported);
  throw candidates.length > 0 ? unsupported(candidates[0]!) : notFound(choice.asked !== undefined, cookers);
}

/** The id of the cooker that a choice names. A principal is not refused for a setting that names a cooker it cannot see. */
export function wantedIn(
  { limited, cookers }: VisibleAccount,
  { asked, preferred }: CookerChoice,
): string | undefined {
  const isHidden = limited && preferred !== undefined && !cookers.has(preferred);
  return asked ?? (isHidden ? undefined : preferred);
}

/**
 * The cookers that a request may mean, at least one.
 * @throws CloudUnavailableError, TokenRejectedError, NoDeviceError while no cooker is known
 * @throws DeviceNotFoundError when the account lists none of those that the principal is limited to
 */
export function listedCookers(account: VisibleAccount): CookerState[] {
  assertListed(account);
  if (account.cookers.size === 0) throw account.limited ? noneVisible() : noDevice();
  return [...account.cookers.values()];
}

const noDevice = () =>
  new NoDeviceError(
    'The Anova account lists no cooker. Pair it in the Anova app with the same account that made the token; ' +
      'an old token can show an empty list too.',
  );

const noneVisible = () =>
  new DeviceNotFoundError(
    'This key or client is limited to cookers that the Anova account does not list: its owner can change that.',
    { details: { field: 'device_id', devices: [] } },
  );

const notFound = (asked: boolean, cookers: readonly CookerState[]) =>
  new DeviceNotFoundError(
    asked
      ? 'The account has no cooker with this device_id: GET /devices lists them.'
      : 'The account has no cooker with the id of the setting DEVICE_ID: GET /devices lists them.',
    { details: { field: 'device_id', devices: summaries(cookers) } },
  );

const ambiguous = (cookers: readonly CookerState[]) =>
  new DeviceAmbiguousError(
    `The account has ${cookers.length} cookers: say which by device_id (${namesOf(cookers)}).`,
    { details: { field: 'device_id', devices: summaries(cookers) } },
  );

/** The names of cookers in a sentence: at most ten, and how many more there are. */
export function namesOf(cookers: readonly CookerState[]): string {
  const names = cookers.slice(0, MOST_NAMED).map(called);
  const others = cookers.length - names.length;
  return `${names.join(', ')}${others > 0 ? ` and ${others} more` : ''}`;
}

/** Cookers in the details of an error, at most ten. */
export const summaries = (cookers: readonly CookerState[]) => cookers.slice(0, MOST_NAMED).map(summary);

const unsupported = (cooker: CookerState) =>
  new DeviceUnsupportedError(
    `${called(cooker)} is of type ${cooker.type}, whose states cannot be read: supported are a4 to a9, pro and honey-badger.`,
    { details: { device: summary(cooker) } },
  );

/** A cooker in the details of an error. */
export const summary = (cooker: CookerState) => ({
  device_id: cooker.id,
  name: nameInApp(cooker),
  type: cooker.type,
});
