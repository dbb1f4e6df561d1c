import type { Cook } from '../../src/cooking/tracking/cook.js';
import type {} from '../../src/cooking/tracking/cook-tracker.js';
import { makeCook } from './cook-monitor-harness.js';
import { LateEventBus } from './late-event-bus.js';
import { makeCookerState } from './readings.js';

describe('LateEventBus', () => {
  it('delivers every event, late and in another order', async () => {
    const events = new LateEventBus(1);
    const seen: Cook[] = [];
    events.on('cook.seen', (cook) => seen.push(cook));
    const cooks = Array.from({ length: 50 }, (_, index) => makeCook({ id: String(index) }));
    for (const cook of cooks) events.emit('cook.seen', cook, makeCookerState());
    expect(seen).toEqual([]);
    await events.settled();
    expect(new Set(seen)).toEqual(new Set(cooks));
    expect(seen).not.toEqual(cooks);
  });
});
