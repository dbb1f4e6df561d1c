import type { CloudClient } from '../../polling/cloud-client.js';
import { CloudError } from '../../polling/cloud-error.js';
import { decodeArchive, decodeArchiveFile, type Archive, type ArchivedReading } from '../protocol/archive.js';
import { fieldOf } from '../../wire-values.js';
import { documentOf, foundBy, pageOf, type FirestoreDocument } from '../protocol/firestore.js';
import { decodeWebConfig, type WebConfig } from '../protocol/sign-in.js';
import { KEY_HEADERS, type ThermoworksAddresses } from './thermoworks-addresses.js';
import type { ThermoworksSession } from './thermoworks-session.js';

/** The largest list of devices and the largest file of an archive that are read, in bytes. */
const LARGEST = 4 * 1024 * 1024;
/** Lists end after so many pages, whatever names a next one. */
const MOST_PAGES = 20;
/** The numbers that channels have. Source: thermoworks a520424, `packages/sdk/src/client.ts`. */
const PLACES = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Reads the documents of one account. */
export class ThermoworksCloud {
  private known: { readonly config: WebConfig; readonly accountId: string } | undefined;
  /** Whether the cloud refuses lists of channels, so that each is asked for by its number. */
  private readsSingly = false;

  constructor(
    private readonly client: CloudClient,
    private readonly session: ThermoworksSession,
    private readonly addresses: ThermoworksAddresses,
  ) {}

  /** Every device of the account. @throws CloudError */
  async devices(): Promise<readonly FirestoreDocument[]> {
    const { config, accountId } = await this.account();
    const body = { structuredQuery: devicesOf(accountId) };
    try {
      const found = foundBy(
        await this.client.read({ url: this.addresses.query(config), body, largest: LARGEST }),
      );
      if (found === undefined) throw new CloudError('unreadable', 'a list of devices of an unknown form');
      // An account without devices may be one that is gone: the next poll looks for it again.
      if (found.length === 0) this.known = undefined;
      return found;
    } catch (error) {
      this.known = undefined;
      throw error;
    }
  }

  /** The channels of a device. @throws CloudError */
  async channels(serial: string): Promise<readonly FirestoreDocument[]> {
    if (this.readsSingly) return this.singleChannels(serial);
    try {
      return await this.documentsBelow(['devices', serial, 'channels']);
    } catch (error) {
      if (!isForbidden(error)) throw error;
    }
    const channels = await this.singleChannels(serial);
    this.readsSingly = channels.length > 0;
    return channels;
  }

  /** The archives of a device, the newest first. @throws CloudError */
  async archives(serial: string): Promise<readonly Archive[]> {
    return (await this.documentsBelow(['devices', serial, 'archive'], 'end desc')).map(decodeArchive);
  }

  /** The readings in the file of an archive. @throws CloudError */
  async archiveFile(name: string): Promise<readonly ArchivedReading[]> {
    const { config } = await this.account();
    if (config.bucket === undefined) throw new CloudError('refused', 'no storage is known');
    const url = this.addresses.file(config.bucket, name);
    return decodeArchiveFile(await this.client.read({ url, largest: LARGEST }));
  }

  private async account() {
    this.known ??= await this.readAccount();
    return this.known;
  }

  private async readAccount() {
    const config = decodeWebConfig(
      await this.client.unsigned({ url: this.addresses.webConfig, headers: KEY_HEADERS }),
    );
    if (config === undefined) throw new CloudError('unreadable', 'settings of an unknown form');
    const accountId = fieldOf((await this.user(config))?.fields, 'accountId');
    if (typeof accountId !== 'string' || accountId === '')
      throw new CloudError('unreadable', 'a user without an account');
    return { config, accountId };
  }

  private async user(config: WebConfig): Promise<FirestoreDocument | undefined> {
    const url = this.addresses.document(config, 'users', await this.session.userId());
    try {
      return documentOf(await this.client.read({ url }));
    } catch (error) {
      if (!isMissing(error)) throw error;
      throw new CloudError('needs_sign_in', 'the account is gone', { status: 404 });
    }
  }

  private async documentsBelow(path: readonly string[], orderBy?: string): Promise<FirestoreDocument[]> {
    const { config } = await this.account();
    const documents: FirestoreDocument[] = [];
    let next: string | undefined;
    for (let count = 0; count < MOST_PAGES; count++) {
      const url = this.addresses.list(config, path, next, orderBy);
      const page = pageOf(await this.client.read({ url, largest: LARGEST }));
      documents.push(...page.documents);
      if (page.nextPage === undefined || page.nextPage === next) break;
      next = page.nextPage;
    }
    return documents;
  }

  private async singleChannels(serial: string): Promise<FirestoreDocument[]> {
    const { config } = await this.account();
    const found: FirestoreDocument[] = [];
    for (const place of PLACES) {
      const url = this.addresses.document(config, 'devices', serial, 'channels', place);
      try {
        const document = documentOf(await this.client.read({ url }));
        if (document !== undefined) found.push(document);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    }
    return found;
  }
}

const devicesOf = (accountId: string) => ({
  from: [{ collectionId: 'devices' }],
  where: {
    fieldFilter: { field: { fieldPath: 'accountId' }, op: 'EQUAL', value: { stringValue: accountId } },
  },
  orderBy: [{ field: { fieldPath: '__name__' }, direction: 'ASCENDING' }],
});

const hasStatus = (error: unknown, status: number): boolean =>
  error instanceof CloudError && error.kind === 'refused' && error.status === status;
const isMissing = (error: unknown): boolean => hasStatus(error, 404);
const isForbidden = (error: unknown): boolean => hasStatus(error, 403);
