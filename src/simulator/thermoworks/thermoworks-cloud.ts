import type { RestRequest, RestResponse } from '../rest-cloud/rest-message.js';
import { VendorCloud, type VendorCloudOptions } from '../rest-cloud/vendor-cloud.js';
import { document, text } from './firestore-form.js';
import { SimulatedSignIn } from './simulated-sign-in.js';
import { SimulatedThermoworks } from './simulated-thermoworks.js';

/** The account of the simulated cloud. */
export interface ThermoworksCloudOptions extends VendorCloudOptions {
  readonly email: string;
  readonly password: string;
  /** How many devices the account has; default 1. */
  readonly devices?: number;
}

/** Documents on one page of a list, whatever the client asks for. */
const PAGE = 2;
const DATABASE = '/firestore.googleapis.com/v1/projects/simulated/databases/(default)/documents';
const BUCKET = 'simulated.appspot.com';

const ok = (body: unknown, headers: Readonly<Record<string, string>> = {}): RestResponse => ({
  status: 200,
  headers,
  body,
});
const failed = (code: number, status: string): RestResponse => ({
  status: code,
  body: { error: { code, message: `Simulated: ${status}`, status } },
});
const MISSING = failed(404, 'NOT_FOUND');
const FORBIDDEN = failed(403, 'PERMISSION_DENIED');

/**
 * A stand-in for ThermoWorks' cloud on the loopback interface, with each of its hosts as a folder: sign-in, refresh, the
 * settings of the web app, the documents of user, devices, channels and archives, and the files of archives. It fails
 * through `rest` (requests), `signIn` (account) and the devices.
 */
export class ThermoworksCloud extends VendorCloud {
  readonly signIn: SimulatedSignIn;
  devices: SimulatedThermoworks[];
  /** Whether lists of channels are refused, so that only single ones can be read. */
  refusesLists = false;

  constructor(options: ThermoworksCloudOptions) {
    super(options);
    const { clock, devices = 1 } = options;
    const now = clock.now().getTime();
    this.devices = Array.from(
      { length: devices },
      (_, index) => new SimulatedThermoworks(`00:00:5E:00:53:0${index + 1}`, now),
    );
    this.signIn = new SimulatedSignIn(options);
  }

  /** The first device. */
  get device(): SimulatedThermoworks {
    return this.devices[0]!;
  }

  /** The account is deleted: neither token nor password work, and its documents are gone. */
  removeAccount(): void {
    this.isRemoved = true;
    this.signIn.refuse('USER_NOT_FOUND');
  }

  protected respond(request: RestRequest): RestResponse {
    const { method, body, headers } = request;
    const { pathname, searchParams } = new URL(request.path, this.url);
    const path = decodeURIComponent(pathname);
    if (path === '/identitytoolkit.googleapis.com/v1/accounts:signInWithPassword')
      return this.signIn.signIn(body);
    if (path === '/securetoken.googleapis.com/v1/token') return this.signIn.refresh(body);
    if (path.startsWith('/firebase.googleapis.com/v1alpha/projects/-/apps/'))
      return 'x-goog-api-key' in headers ? ok({ projectId: 'simulated', storageBucket: BUCKET }) : FORBIDDEN;
    if (!this.signIn.accepts(headers.authorization)) return failed(401, 'UNAUTHENTICATED');
    if (method === 'POST') return path === `${DATABASE}:runQuery` ? this.query(body) : MISSING;
    if (path.startsWith(`${DATABASE}/`))
      return this.documents(path.slice(DATABASE.length + 1).split('/'), searchParams);
    return this.file(path);
  }

  private query(body: unknown): RestResponse {
    // The one query that clients make: the devices of their account.
    const wanted = JSON.stringify(body);
    if (!wanted.includes('"devices"') || !wanted.includes('"simulated-account"')) return FORBIDDEN;
    const readTime = new Date(this.rest.now).toISOString();
    const found = this.isRemoved ? [] : this.devices;
    return ok(
      found.length === 0
        ? [{ readTime }]
        : found.map((device) => ({ document: device.toDocument(), readTime })),
    );
  }

  private documents(path: readonly string[], query: URLSearchParams): RestResponse {
    const [collection, id, below, place] = path;
    if (collection === 'users' && id === 'simulated-user' && !this.isRemoved)
      return ok(document('users/simulated-user', { accountId: text('simulated-account') }));
    const device = collection === 'devices' ? this.devices.find(({ serial }) => serial === id) : undefined;
    if (device === undefined) return MISSING;
    if (below === 'archive') {
      const sorted = [...device.archives].reverse();
      return paged(
        'documents',
        sorted.map((one) => device.archiveDocument(one)),
        query,
      );
    }
    if (below !== 'channels') return MISSING;
    return place === undefined ? this.channels(device, query) : this.channel(device, place);
  }

  private channels(device: SimulatedThermoworks, query: URLSearchParams): RestResponse {
    if (this.refusesLists || device.refusesChannels) return FORBIDDEN;
    return paged(
      'documents',
      device.channels.map((channel) => device.channelDocument(channel)),
      query,
    );
  }

  private channel(device: SimulatedThermoworks, place: string): RestResponse {
    if (device.refusesChannels) return FORBIDDEN;
    const channel = device.channels.find(({ number }) => number === place);
    return channel === undefined ? MISSING : ok(device.channelDocument(channel));
  }

  private file(path: string): RestResponse {
    const start = `/firebasestorage.googleapis.com/v0/b/${BUCKET}/o/`;
    for (const device of this.devices) {
      const archive = device.archives.find((one) => `${start}${device.fileOf(one)}` === path);
      if (archive === undefined || archive.hasFile === false) continue;
      return ok(
        { serial: device.serial, type: 'auto', readings: archive.rows },
        { 'content-type': 'text/json' },
      );
    }
    return MISSING;
  }
}

/** One page of a list, and what names the next. A list without documents has no field for them. */
function paged(name: string, all: readonly object[], query: URLSearchParams): RestResponse {
  const from = Number(query.get('pageToken') ?? 0);
  const items = all.slice(from, from + PAGE);
  const isLast = from + PAGE >= all.length;
  return ok({
    ...(items.length > 0 && { [name]: items }),
    ...(!isLast && { nextPageToken: String(from + PAGE) }),
  });
}
