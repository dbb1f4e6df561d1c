import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { EventBus } from './event-bus.js';

/** What every module may use: the clock and the event bus. */
@Global()
@Module({
  providers: [{ provide: Clock, useFactory: () => SharedModule.clock }, EventBus],
  exports: [Clock, EventBus],
})
export class SharedModule {
  private static clock: Clock = new SystemClock();

  /** Replaces the clock of the whole program, before the application is created. No setting does this. */
  static liveBy(clock: Clock): void {
    this.clock = clock;
  }
}
