import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { KitchenEvents } from './kitchen-events.js';

/** What every room may use: the time and the events. */
@Global()
@Module({
  providers: [{ provide: Clock, useClass: SystemClock }, KitchenEvents],
  exports: [Clock, KitchenEvents],
})
export class SharedModule {}
