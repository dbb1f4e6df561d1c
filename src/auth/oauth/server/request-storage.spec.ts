import { AsyncLocalStorage, executionAsyncResource } from 'node:async_hooks';
import { withStorage } from './request-storage.js';

/** Whether a promise that is made now carries what a storage holds. */
async function isCarried(held: unknown): Promise<boolean> {
  await Promise.resolve();
  const resource = executionAsyncResource() as Record<symbol, unknown>;
  return Object.getOwnPropertySymbols(resource).some((store) => resource[store] === held);
}

describe('withStorage', () => {
  const storage = new AsyncLocalStorage<string>();
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

  it('leaves nothing to later promises, and serves the next request', async () => {
    expect(await request('first')).toBe('first');
    expect(storage.getStore()).toBeUndefined();
    expect(await isCarried('first')).toBe(false);
    expect(await request('second')).toBe('second');
  });

  it('ends a request that fails too', async () => {
    const failing = withStorage(storage, () => storage.run('it', () => Promise.reject(new Error('failed'))));
    await expect(failing).rejects.toThrow('failed');
    const before = jest.spyOn(storage, 'disable');
    await request('next');
    expect(before).toHaveBeenCalledTimes(1);
    before.mockRestore();
  });
});
