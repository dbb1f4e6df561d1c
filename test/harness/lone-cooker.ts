import { SimulatedCooker } from '../../src/simulator/cooker.js';
import type { Message } from '../../src/simulator/messages.js';
import type { CookerOptions } from '../../src/simulator/reporting-cooker.js';
import { SimulatedTime } from '../../src/simulator/simulated-time.js';
import { DrivenClock } from './driven-clock.js';

/** A simulated cooker without a cloud, its clock, and the news that it announced. */
export function makeCooker(options: CookerOptions = {}) {
  const clock = new DrivenClock();
  const news: string[] = [];
  let ids = 0;
  const cooker = new SimulatedCooker(options, {
    time: new SimulatedTime(clock),
    newId: () => `id-${++ids}`,
    announce: (item) => news.push(item),
  });
  return { clock, cooker, news };
}

/** The `state` that it would push now. */
export const stateOf = (cooker: SimulatedCooker): object =>
  ((cooker.report() as Message).payload as { state: object }).state;
