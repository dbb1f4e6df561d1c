import { Global, Module } from '@nestjs/common';
import { Clock, SystemClock } from './clock.js';
import { EventBus } from './event-bus.js';
import { TimeSpeed } from './time-speed.js';

/** What every module may use: the clock, its speed and the event bus. */
@Global()
@Module({
  providers: [
    { provide: Clock, useFactory: () => SharedModule.clock },
    { provide: TimeSpeed, useFactory: () => SharedModule.speed },
    EventBus,
  ],
  exports: [Clock, TimeSpeed, EventBus],
})
export class SharedModule {
  private static clock: Clock = new SystemClock();
  private static speed = new TimeSpeed(null);

  /**
   * Replaces the clock of the whole program, before the application is created. No setting does this.
   * @param speed simulated seconds per second
   */
  static liveBy(clock: Clock, speed: number): void {
    this.clock = clock;
    this.speed = new TimeSpeed(speed);
  }
}
