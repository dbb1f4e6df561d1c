import type { Type } from '@nestjs/common';
import { INJECTABLE_WATERMARK } from '@nestjs/common/constants.js';
import type { ModuleRef } from '@nestjs/core';

/** Where class-validator takes its constraints from: those that say `@Injectable()` are Nest's, all others its own. */
export class NestValidatorContainer {
  private readonly instances = new Map<Type, unknown>();

  constructor(private readonly modules: ModuleRef) {}

  get<T>(type: Type<T>): T {
    if (!this.instances.has(type)) this.instances.set(type, this.make(type));
    return this.instances.get(type) as T;
  }

  private make<T>(type: Type<T>): T {
    const isNests = Reflect.hasOwnMetadata(INJECTABLE_WATERMARK, type);
    return isNests ? this.modules.get(type, { strict: false }) : new type();
  }
}
