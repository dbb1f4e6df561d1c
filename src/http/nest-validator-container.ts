import type { Type } from '@nestjs/common';
import { INJECTABLE_WATERMARK } from '@nestjs/common/constants.js';
import type { ModuleRef } from '@nestjs/core';

/** Provides class-validator with constraints: those with `@Injectable()` come from Nest, all others are created. */
export class NestValidatorContainer {
  private readonly instances = new Map<Type, unknown>();

  constructor(private readonly modules: ModuleRef) {}

  get<T>(type: Type<T>): T {
    if (!this.instances.has(type)) this.instances.set(type, this.make(type));
    return this.instances.get(type) as T;
  }

  private make<T>(type: Type<T>): T {
    const isInjectable = Reflect.hasOwnMetadata(INJECTABLE_WATERMARK, type);
    return isInjectable ? this.modules.get(type, { strict: false }) : new type();
  }
}
