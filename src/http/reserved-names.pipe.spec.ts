import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import fc from 'fast-check';
import { ReservedNamesPipe } from './caching-validation.pipe.js';

class Soup {
  salt?: number;
  toPlan(): void {}
  get isSalty(): boolean {
    return this.salt !== undefined;
  }
}

class Stew extends Soup {
  thickened(): void {}
}

describe('ReservedNamesPipe', () => {
  const pipe = new ReservedNamesPipe();
  const pass = (
    value: unknown,
    metatype: Type | undefined = Stew,
    type: 'body' | 'query' | 'custom' = 'body',
  ) => pipe.transform(value, { type, metatype });
  const parsed = (name: string): unknown => JSON.parse(`{"salt":1,${JSON.stringify(name)}:2}`);

  it.each([
    'toPlan',
    'isSalty',
    'thickened',
    'constructor',
    'prototype',
    '__proto__',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__defineGetter__',
  ])('refuses the field "%s" by its name', (name) => {
    expect(refusalOf(() => pass(parsed(name)))).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: `There is no field "${name}".`,
      details: { field: name, problems: [{ field: name, message: `There is no field "${name}"` }] },
    });
  });

  it('names all of them at once', () => {
    expect(() => pass({ toPlan: 1, salt: 2, valueOf: 3 })).toThrow(
      'There is no field "toPlan". There is no field "valueOf".',
    );
  });

  it('refuses them in a query too, which has no prototype of its own', () => {
    const query: unknown = Object.assign(Object.create(null), { constructor: '1' });
    expect(() => pass(query, Stew, 'query')).toThrow('There is no field "constructor".');
  });

  it('hands everything else on as it is, unknown fields too: those are for validation', () => {
    const body = { salt: 1, pepper: 2 };
    expect(pass(body)).toBe(body);
    expect(pass(undefined)).toBeUndefined();
    expect(pass(null)).toBeNull();
  });

  it('ignores what is neither body nor query, or has no class', () => {
    const value = { toPlan: 1 };
    expect(pass(value, Stew, 'custom')).toBe(value);
    expect(pipe.transform(value, { type: 'body' })).toBe(value);
  });

  it('leaves no field that would be lost, or break something, on the way to validation', () => {
    const members = [...Object.getOwnPropertyNames(Object.prototype), 'toPlan', 'isSalty', 'thickened'];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(...members)), (name) => {
        const body = parsed(name);
        const isRefused = refusalOf(() => pass(body)) !== undefined;
        expect(isRefused).toBe(name === 'prototype' || !arrives(body, name));
      }),
    );
  });
});

function arrives(body: unknown, name: string): boolean {
  try {
    return Object.hasOwn(plainToInstance<object, unknown>(Stew, body), name);
  } catch {
    return false; // a property that has only a getter cannot be set
  }
}

function refusalOf(call: () => unknown): unknown {
  try {
    call();
    return undefined;
  } catch (error) {
    return error;
  }
}
