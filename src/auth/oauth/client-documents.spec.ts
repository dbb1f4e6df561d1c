import { DrivenClock } from '../../../test/harness/driven-clock.js';
import { PublishedClients } from '../../../test/harness/published-clients.js';
import { until } from '../../../test/harness/until.js';
import { ClientDocuments } from './client-documents.js';
import { OutsideDocuments } from './outside-documents.js';

const HOST = 'clients.example';
const ID = `https://${HOST}/client.json`;
const DOCUMENT = { client_id: ID, client_name: 'Chef', redirect_uris: ['https://chef.example/back'] };

describe('ClientDocuments', () => {
  let published: PublishedClients;
  let clock: DrivenClock;
  let documents: ClientDocuments;
  beforeEach(async () => {
    published = await PublishedClients.open();
    clock = new DrivenClock();
    documents = new ClientDocuments(new OutsideDocuments(clock, published.network), clock);
  });
  afterEach(() => published.close());

  const path = `${HOST}/client.json`;
  const problem = async (id = ID) =>
    (await documents.find(id))?.problem?.replace('has a metadata document that ', '');

  it('gives the metadata in the form that the server supports', async () => {
    published.publish(path, {
      ...DOCUMENT,
      grant_types: ['authorization_code', 'urn:ietf:params:oauth:grant-type:device_code'],
      scope: 'openid email',
      id_token_signed_response_alg: 'RS256',
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS256',
      jwks_uri: published.publish(`${HOST}/keys.json`, { keys: [] }),
    });
    expect(await documents.find(ID)).toEqual({
      metadata: {
        ...DOCUMENT,
        application_type: 'native',
        response_types: ['code'],
        grant_types: ['authorization_code', 'refresh_token'],
        token_endpoint_auth_method: 'private_key_jwt',
        token_endpoint_auth_signing_alg: 'RS256',
        jwks: { keys: [] },
      },
    });
  });

  it.each([
    'x1',
    'http://clients.example/client.json',
    'https://clients.example',
    'https://clients.example/',
    'https://user@clients.example/client.json',
    'https://clients.example/client.json#part',
    'https://clients.example/a/../client.json',
    'https://clients.example/%2e%2e/client.json',
    'https://CLIENTS.example/client.json',
    'https://clients.example:443/client.json',
    'https://clients.example\\@127.0.0.1/client.json',
    `https://clients.example/${'a'.repeat(2_100)}`,
  ])('does not take %s for the address of a document', (id) => {
    expect(documents.find(id)).toBeUndefined();
    expect(published.requests).toEqual([]);
  });

  it.each([
    ['127.0.0.1'],
    ['10.0.0.5'],
    ['169.254.169.254'],
    ['::1'],
    ['fe80::1'],
    ['93.184.215.14', '192.168.1.1'],
  ])('connects to nothing when the host is at %s', async (...addresses) => {
    published.addresses.set(HOST, addresses);
    expect(await problem()).toBe('has a host that is not on the public internet');
    expect(published.requests).toEqual([]);
  });

  it.each([
    'https://127.0.0.1/client.json',
    'https://[::1]/client.json',
    'https://169.254.169.254/latest/meta-data',
  ])('reads nothing from %s', async (id) => {
    const real = new ClientDocuments(new OutsideDocuments(clock), clock);
    expect((await real.find(id))?.problem).toContain('has a host that is not on the public internet');
  });

  it('reads no document of a host that cannot be found', async () => {
    published.addresses.set(HOST, []);
    expect(await problem()).toBe('has a host that cannot be found');
  });

  it('follows no redirect', async () => {
    published.respond(path, (response) =>
      response.writeHead(302, { location: `https://${HOST}/other.json` }).end(),
    );
    expect(await problem()).toBe('leads to another address');
    expect(published.requests).toEqual([path]);
  });

  it('gives up on a document that is not complete after five seconds', async () => {
    published.respond(path, (response) => response.writeHead(200).write('{'));
    const found = problem();
    await until(() => published.requests.length, 1);
    clock.advance(5_000);
    expect(await found).toBe('did not arrive within 5 seconds');
  });

  it.each(['with its length', 'in pieces'])('reads at most 5 KB, sent %s', async (how) => {
    const large = JSON.stringify({ ...DOCUMENT, more: 'x'.repeat(5 * 1024) });
    published.respond(path, (response) => {
      if (how === 'in pieces') response.write(large.slice(0, 9));
      response.end(how === 'in pieces' ? large.slice(9) : large);
    });
    expect(await problem()).toBe('is larger than 5 KB');
  });

  it.each([
    ['', 'is no JSON object'],
    ['[]', 'is no JSON object'],
    [
      { ...DOCUMENT, client_id: 'https://clients.example/other.json' },
      'names another client_id than its own address',
    ],
    [{ ...DOCUMENT, client_secret: 'a' }, 'speaks of a client secret, which cannot be published'],
    [
      { ...DOCUMENT, token_endpoint_auth_method: 'client_secret_basic' },
      'speaks of a client secret, which cannot be published',
    ],
    [{ ...DOCUMENT, redirect_uris: [] }, 'is not usable: redirect_uris must hold 1 to 20 addresses'],
  ])('does not use %j', async (document, expected) => {
    published.publish(path, document);
    expect(await problem()).toBe(expected);
  });

  it.each(['https://a;script-src/back', 'https://*/back', "https://a'b/back", 'https://a,b/back'])(
    'does not use an address whose host would mean something in a header of the consent page: %s',
    async (uri) => {
      published.publish(path, { ...DOCUMENT, redirect_uris: [uri] });
      expect(await problem()).toMatch(/^is not usable: redirect_uris must hold absolute addresses/);
    },
  );

  it('trusts no other certificate', async () => {
    published.publish('elsewhere.example/client.json', {});
    expect(await problem('https://elsewhere.example/client.json')).toBe('cannot be reached');
  });

  it('reads a document again when its server says so, and not within a minute', async () => {
    published.publish(path, DOCUMENT, { 'cache-control': 'public, max-age=120' });
    for (const ms of [0, 119_999, 1]) {
      clock.advance(ms);
      expect((await documents.find(ID))?.metadata).toBeDefined();
    }
    expect(published.requests).toHaveLength(2);
    published.publish(path, DOCUMENT, { 'cache-control': 'no-store, max-age=0' });
    clock.advance(120_000);
    for (const ms of [0, 59_999, 1]) {
      clock.advance(ms);
      await documents.find(ID);
    }
    expect(published.requests).toHaveLength(4);
  });

  it('asks once for requests at the same time, and not again for a minute after a failure', async () => {
    await Promise.all([1, 2, 3].map(() => problem()));
    expect(await problem()).toBe('responded with status 404');
    expect(published.requests).toHaveLength(1);
    published.publish(path, DOCUMENT);
    clock.advance(60_000);
    expect(await problem()).toBeUndefined();
  });
});
