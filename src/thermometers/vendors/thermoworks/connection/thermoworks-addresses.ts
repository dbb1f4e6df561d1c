import type { WebConfig } from '../protocol/sign-in.js';

/**
 * The public identifiers of the vendor's own web app. Firebase sends them to every visitor of its page: they name the
 * project and open nothing. Source: python-thermoworks-cloud 7544817, `auth.py`.
 */
const API_KEY = 'AIzaSyCf079iccUFc1k7VHdGXng22zXDy8Y3KEY';
const APP_ID = '1:78998049458:web:b41e9d405d8c7de95eefab';
/** The page that the key of the app is bound to. Source: thermoworks 02f5cb4, `packages/sdk/src/auth.ts`. */
const REFERER = 'https://cloud.thermoworks.com/';

/** How many documents a page of a list holds. */
const PAGE = '100';

/** The headers of every request. */
export const APP_HEADERS = { referer: REFERER } as const;
/** The header that names the app where the address does not. */
export const KEY_HEADERS = { ...APP_HEADERS, 'x-goog-api-key': API_KEY } as const;

/** The addresses of ThermoWorks' cloud, which is a project of Google's Firebase. No secret is part of an address. */
export class ThermoworksAddresses {
  /** @param base stands in for every host of the cloud, each in a folder of its name; for tests */
  constructor(private readonly base?: string) {}

  /** Signs in with a password. */
  get signIn(): string {
    return `${this.host('identitytoolkit.googleapis.com')}/v1/accounts:signInWithPassword?key=${API_KEY}`;
  }

  /** Gives an id token for a refresh token. */
  get refresh(): string {
    return `${this.host('securetoken.googleapis.com')}/v1/token?key=${API_KEY}`;
  }

  /** The settings of the vendor's web app. */
  get webConfig(): string {
    return `${this.host('firebase.googleapis.com')}/v1alpha/projects/-/apps/${APP_ID}/webConfig`;
  }

  /** A document of Firestore, or a query with `:runQuery` as the last part. @param path encoded parts */
  document({ projectId }: WebConfig, ...path: readonly string[]): string {
    const parts = path.map(encodeURIComponent).join('/');
    return `${this.documents(projectId)}/${parts}`;
  }

  /** A page of the documents below a document. */
  list(config: WebConfig, path: readonly string[], page: string | undefined, orderBy?: string): string {
    const query = new URLSearchParams({ pageSize: PAGE });
    if (orderBy !== undefined) query.set('orderBy', orderBy);
    if (page !== undefined) query.set('pageToken', page);
    return `${this.document(config, ...path)}?${query.toString()}`;
  }

  /** Queries the whole database. */
  query({ projectId }: WebConfig): string {
    return `${this.documents(projectId)}:runQuery`;
  }

  /** The content of a file in the storage. */
  file(bucket: string, name: string): string {
    const host = this.host('firebasestorage.googleapis.com');
    return `${host}/v0/b/${encodeURIComponent(bucket)}/o/${encodeURIComponent(name)}?alt=media`;
  }

  private documents(projectId: string): string {
    const host = this.host('firestore.googleapis.com');
    return `${host}/v1/projects/${encodeURIComponent(projectId)}/databases/(default)/documents`;
  }

  private host(name: string): string {
    return this.base === undefined ? `https://${name}` : `${this.base}/${name}`;
  }
}
