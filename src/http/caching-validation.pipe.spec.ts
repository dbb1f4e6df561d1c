import type { ArgumentMetadata } from '@nestjs/common';
import { IsOptional, MaxLength } from 'class-validator';
import { CachingValidationPipe } from './caching-validation.pipe.js';

class Query {
  static made = 0;

  @IsOptional()
  @MaxLength(300)
  device_id?: string;

  constructor() {
    Query.made += 1;
  }
}

class OtherQuery {
  @IsOptional()
  @MaxLength(2)
  device_id?: string;
}

describe('CachingValidationPipe', () => {
  const of = (
    type: ArgumentMetadata['type'],
    metatype: ArgumentMetadata['metatype'] = Query,
  ): ArgumentMetadata => ({ type, metatype, data: undefined });
  let pipe: CachingValidationPipe;
  beforeEach(() => {
    pipe = new CachingValidationPipe({ transform: true, whitelist: true, forbidNonWhitelisted: true });
    Query.made = 0;
  });

  it('validates a query once and gives the same object for an equal query', async () => {
    const first = await pipe.transform({ device_id: 'a' }, of('query'));
    expect(first).toBeInstanceOf(Query);
    expect(first).toEqual({ device_id: 'a' });
    const made = Query.made;
    expect(await pipe.transform({ device_id: 'a' }, of('query'))).toBe(first);
    expect(Query.made).toBe(made);
    expect(await pipe.transform({ device_id: 'b' }, of('query'))).toEqual({ device_id: 'b' });
  });

  it('gives an object that no handler can change', async () => {
    const query = (await pipe.transform({ device_id: 'a' }, of('query'))) as Query;
    expect(() => (query.device_id = 'b')).toThrow(TypeError);
  });

  it('keeps the queries of each class apart', async () => {
    await pipe.transform({ device_id: 'long' }, of('query'));
    await expect(pipe.transform({ device_id: 'long' }, of('query', OtherQuery))).rejects.toThrow();
  });

  it('refuses an invalid query every time', async () => {
    for (const query of [{ unknown: '1' }, { unknown: '1' }, { device_id: 'x'.repeat(301) }]) {
      await expect(pipe.transform(query, of('query'))).rejects.toThrow();
    }
  });

  it('validates every body', async () => {
    const body = { device_id: 'a' };
    const first = await pipe.transform(body, of('body'));
    expect(await pipe.transform(body, of('body'))).not.toBe(first);
  });

  it('keeps no long query, and the 100 last used ones of a class', async () => {
    const long = { device_id: 'x'.repeat(250) };
    expect(await pipe.transform(long, of('query'))).not.toBe(await pipe.transform(long, of('query')));
    const first = await pipe.transform({ device_id: 'a' }, of('query'));
    for (let other = 0; other < 100; other++) await pipe.transform({ device_id: `b${other}` }, of('query'));
    expect(await pipe.transform({ device_id: 'a' }, of('query'))).not.toBe(first);
  });
});
