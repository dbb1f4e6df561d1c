import type { ArgumentMetadata } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import { rememberedQueries } from './remembered-queries.js';
import { RememberingValidationPipe } from './remembering-validation.pipe.js';

class Query {
  static made = 0;

  @IsOptional()
  @MaxLength(5)
  device_id?: string;

  constructor() {
    Query.made += 1;
  }
}

describe('RememberingValidationPipe', () => {
  const of = (type: ArgumentMetadata['type']): ArgumentMetadata => ({
    type,
    metatype: Query,
    data: undefined,
  });
  let pipe: RememberingValidationPipe;
  const read = rememberedQueries();
  beforeEach(() => {
    pipe = new RememberingValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });
    Query.made = 0;
  });

  it('validates a query once, and gives the same for the same words', async () => {
    const first = await pipe.transform(read('device_id=a'), of('query'));
    expect(first).toBeInstanceOf(Query);
    expect(first).toEqual({ device_id: 'a' });
    const made = Query.made;
    expect(await pipe.transform(read('device_id=a'), of('query'))).toBe(first);
    expect(Query.made).toBe(made);
    expect(await pipe.transform(read('device_id=b'), of('query'))).toEqual({ device_id: 'b' });
  });

  it('gives what nobody can change under the next caller', async () => {
    const query = (await pipe.transform(read('device_id=a'), of('query'))) as Query;
    expect(() => (query.device_id = 'b')).toThrow(TypeError);
  });

  it('refuses a bad query every time', async () => {
    for (const query of ['device_id=too%20long', 'device_id=too%20long', 'unknown=1']) {
      await expect(pipe.transform(read(query), of('query'))).rejects.toThrow();
    }
  });

  it('validates every body anew', async () => {
    const body = { device_id: 'a' };
    const first = await pipe.transform(body, of('body'));
    expect(await pipe.transform(body, of('body'))).not.toBe(first);
  });

  it('validates anew what somebody could change', async () => {
    const query = { device_id: 'a' };
    const first = await pipe.transform(query, of('query'));
    query.device_id = 'b';
    expect(await pipe.transform(query, of('query'))).toEqual({ device_id: 'b' });
    expect(first).toEqual({ device_id: 'a' });
  });
});
