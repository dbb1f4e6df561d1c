import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { NestValidatorContainer } from './nest-validator-container.js';

@Injectable()
class Larder {
  readonly jars = 3;
}

@Injectable()
class InjectedConstraint {
  constructor(readonly larder: Larder) {}
}

class PlainConstraint {
  readonly larder = undefined;
}

/** Says nothing itself: what its parent says does not count. */
class PlainChild extends InjectedConstraint {
  constructor() {
    super(new Larder());
  }
}

describe('NestValidatorContainer', () => {
  async function open() {
    const module = await Test.createTestingModule({ providers: [Larder, InjectedConstraint] }).compile();
    return { module, container: new NestValidatorContainer(module.get(ModuleRef)) };
  }

  it('gives the instance that Nest made to a constraint that is injectable', async () => {
    const { module, container } = await open();
    expect(container.get(InjectedConstraint)).toBe(module.get(InjectedConstraint));
    expect(container.get(InjectedConstraint).larder.jars).toBe(3);
  });

  it.each([PlainConstraint, PlainChild])('makes any other by itself, once (%p)', async (type) => {
    const { container } = await open();
    const made = container.get<object>(type);
    expect(made).toBeInstanceOf(type);
    expect(container.get<object>(type)).toBe(made);
  });

  it('does not hide that Nest does not know an injectable one', async () => {
    const module = await Test.createTestingModule({}).compile();
    const container = new NestValidatorContainer(module.get(ModuleRef));
    expect(() => container.get(InjectedConstraint)).toThrow(/InjectedConstraint/);
  });
});
