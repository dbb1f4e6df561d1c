import { makeStoredResponse } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { SqlResponseStore } from './sql-response-store.js';

describe('SqlResponseStore', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = () => new SqlResponseStore(folders.open(folders.make()));
  const underWay = makeStoredResponse({ status: null, body: null, cookId: null });

  it('accepts one of several requests with the same id, and returns it to the others', async () => {
    const store = open();
    const others = await Promise.all([1, 2, 3].map(() => store.claim(underWay)));
    expect(others).toEqual([undefined, underWay, underWay]);
  });

  it('stores the response in the place of the request in progress', async () => {
    const store = open();
    await store.claim(underWay);
    await store.save(makeStoredResponse());
    expect(await store.find('request-1')).toEqual(makeStoredResponse());
    expect(await store.claim(underWay)).toEqual(makeStoredResponse());
  });

  it('releases an id', async () => {
    const store = open();
    await store.claim(underWay);
    await store.forget('request-1');
    expect(await store.find('request-1')).toBeUndefined();
  });

  it('forgets what is older than given', async () => {
    const store = open();
    await store.save(makeStoredResponse({ requestId: 'old', at: 1 }));
    await store.save(makeStoredResponse({ requestId: 'new', at: 2 }));
    expect(await store.forgetBefore(2)).toBe(1);
    expect(await store.find('old')).toBeUndefined();
    expect(await store.find('new')).toBeDefined();
  });
});
