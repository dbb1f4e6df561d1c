import { makeAnswer } from '../../test/harness/stored.js';
import { StorageFolders } from '../../test/harness/storage-folder.js';
import { SqlResponseStore } from './sql-response-store.js';

describe('SqlResponseStore', () => {
  const folders = new StorageFolders();
  afterAll(() => folders.clear());

  const open = () => new SqlResponseStore(folders.open(folders.make()));
  const underWay = makeAnswer({ status: null, answer: null, cookId: null });

  it('accepts one of several requests with the same id, and returns it to the others', async () => {
    const answers = open();
    const others = await Promise.all([1, 2, 3].map(() => answers.claim(underWay)));
    expect(others).toEqual([undefined, underWay, underWay]);
  });

  it('stores the response in the place of the request in progress', async () => {
    const answers = open();
    await answers.claim(underWay);
    await answers.save(makeAnswer());
    expect(await answers.find('request-1')).toEqual(makeAnswer());
    expect(await answers.claim(underWay)).toEqual(makeAnswer());
  });

  it('releases an id', async () => {
    const answers = open();
    await answers.claim(underWay);
    await answers.forget('request-1');
    expect(await answers.find('request-1')).toBeUndefined();
  });

  it('forgets what is older than given', async () => {
    const answers = open();
    await answers.save(makeAnswer({ requestId: 'old', at: 1 }));
    await answers.save(makeAnswer({ requestId: 'new', at: 2 }));
    expect(await answers.forgetBefore(2)).toBe(1);
    expect(await answers.find('old')).toBeUndefined();
    expect(await answers.find('new')).toBeDefined();
  });
});
