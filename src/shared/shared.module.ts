import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { EventBus } from './event-bus.js';

/** What every room may use: the time and the events. */
@Global()
@Module({
  providers: [{ provide: Clock, useFactory: () => SharedModule.clock }, EventBus],
  exports: [Clock, EventBus],
})
export class SharedModule {
  private static clock: Clock = new SystemClock();

  /** Lets the whole program live by this clock, when called before anything is built. No setting leads here. */
  static liveBy(clock: Clock): void {
    this.clock = clock;
  }
}
