import { Test } from '@nestjs/testing';
import { Clock, SystemClock } from './clock.js';
import { EventBus } from './event-bus.js';
import { SharedModule } from './shared.module.js';

describe('SharedModule', () => {
  it("gives every module the machine's clock and one event bus", async () => {
    const account = await Test.createTestingModule({ imports: [SharedModule] }).compile();
    expect(account.get(Clock)).toBeInstanceOf(SystemClock);
    expect(account.get(EventBus)).toBe(account.get(EventBus));
    await account.close();
  });
});
