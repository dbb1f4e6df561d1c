import { executionAsyncResource } from 'node:async_hooks';
import { SpecContext } from './spec-context.cjs';

describe('SpecContext', () => {
  const context = new SpecContext<string>();

  it('has the store of what runs, and has none afterwards', async () => {
    let end = (): void => undefined;
    const waiting = context.run(
      'test',
      () => new Promise<string>((resolve) => (end = () => resolve('done'))),
    );
    expect(context.getStore()).toBe('test');
    expect(context.run('within', () => context.getStore())).toBe('within');
    expect(context.getStore()).toBe('test');
    end();
    await expect(waiting).resolves.toBe('done');
    expect(context.getStore()).toBeUndefined();
  });

  it('is left by an error, thrown at once or later', async () => {
    const fail = () => {
      throw new Error('this one');
    };
    expect(() => context.run('test', fail)).toThrow('this one');
    expect(context.getStore()).toBeUndefined();
    await expect(context.run('test', () => Promise.reject(new Error('later')))).rejects.toThrow('later');
    expect(context.getStore()).toBeUndefined();
  });

  it("stands in for the stores of Jest's runner, so that promises do not carry them", () => {
    const resource = executionAsyncResource() as Record<symbol, unknown>;
    const carried = Object.getOwnPropertySymbols(resource).map((store) => resource[store]);
    expect(carried.filter((store) => Object.hasOwn(Object(store) as object, 'test'))).toEqual([]);
  });
});
