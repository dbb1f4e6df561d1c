import { Test } from '@nestjs/testing';
import { Clock, SystemClock } from './clock.js';
import { EventBus } from './event-bus.js';
import { SharedModule } from './shared.module.js';

describe('SharedModule', () => {
  it("gives every room the machine's clock and one carrier of events", async () => {
    const kitchen = await Test.createTestingModule({ imports: [SharedModule] }).compile();
    expect(kitchen.get(Clock)).toBeInstanceOf(SystemClock);
    expect(kitchen.get(EventBus)).toBe(kitchen.get(EventBus));
    await kitchen.close();
  });
});
