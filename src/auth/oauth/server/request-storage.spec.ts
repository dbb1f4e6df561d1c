import { AsyncLocalStorage } from 'node:async_hooks';
import { withStorage } from './request-storage.js';

describe('withStorage', () => {
  let storage: AsyncLocalStorage<string>;
  beforeEach(() => (storage = new AsyncLocalStorage()));
  const request = (name: string, until: Promise<unknown> = Promise.resolve()) =>
    withStorage(storage, () =>
      storage.run(name, async () => {
        await until;
        return storage.getStore();
      }),
    );

  it('lets each request have what is remembered of it, also while others end', async () => {
    let end = (): void => undefined;
    const long = request('long', new Promise<void>((resolve) => (end = resolve)));
    expect(await request('short')).toBe('short');
    expect(await request('another')).toBe('another');
    end();
    expect(await long).toBe('long');
  });

  it('switches the storage off with the last of them, and serves the next one', async () => {
    const off = jest.spyOn(storage, 'disable');
    let end = (): void => undefined;
    const long = request('long', new Promise<void>((resolve) => (end = resolve)));
    await request('short');
    expect(off).not.toHaveBeenCalled();
    end();
    await long;
    expect(off).toHaveBeenCalledTimes(1);
    expect(storage.getStore()).toBeUndefined();
    expect(await request('next')).toBe('next');
  });

  it('ends a request that fails too', async () => {
    const failing = withStorage(storage, () => storage.run('it', () => Promise.reject(new Error('failed'))));
    await expect(failing).rejects.toThrow('failed');
    const off = jest.spyOn(storage, 'disable');
    await request('next');
    expect(off).toHaveBeenCalledTimes(1);
  });
});
