import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { loadLater } from './load-later.js';

const CHANNEL = 'coddle.loaded-later';

describe('Loading optional code', () => {
  let said = 0;
  const listen = () => void said++;
  beforeEach(() => {
    said = 0;
    subscribe(CHANNEL, listen);
  });
  afterEach(() => unsubscribe(CHANNEL, listen));

  it('gives the code and says that it is there', async () => {
    await expect(loadLater(() => Promise.resolve({ part: 1 }))).resolves.toEqual({ part: 1 });
    expect(said).toBe(1);
  });

  it('fails as the loading does and says nothing', async () => {
    await expect(loadLater(() => Promise.reject(new Error('no such file')))).rejects.toThrow('no such file');
    expect(said).toBe(0);
  });
});
