import { CookerGateway } from '../../src/device/cooker-gateway.js';
import type { CookerReading, CookerState, AccountState } from '../../src/device/cooker-state.js';
import type { ApprovedCook } from '../../src/safety/safety.service.js';
import type { AccountFollower } from '../../src/device/account-follower.js';
import type { DrivenClock } from './driven-clock.js';
import { makeCookerState, makeAccount, makeReading } from './readings.js';

/** A cooker that obeys at once, says so, and keeps everything that it was asked to start. */
export class ObedientCooker extends CookerGateway {
  started: ApprovedCook[] = [];
  readonly isAlive = true;
  private follower: AccountFollower | undefined;
  private sequence = 1;
  private state: CookerState = makeCookerState({ reading: makeReading() });

  constructor(private readonly clock: DrivenClock) {
    super();
  }

  get account(): AccountState {
    return makeAccount([this.state]);
  }

  follow(follower: AccountFollower): void {
    this.follower = follower;
  }

  open(): void {}

  async ensureConnected(): Promise<void> {}

  async start(_cookerId: string, cook: ApprovedCook): Promise<void> {
    this.started.push(cook);
    this.report(makeReading({ mode: 'preheating', running: true, target: cook.plan.target }));
  }

  async stop(): Promise<void> {
    this.report(makeReading());
  }

  private report(reading: CookerReading): void {
    this.sequence += 1;
    const at = this.clock.monotonic();
    this.state = makeCookerState({ reading, at, sequence: this.sequence });
    this.follower?.onReading(this.state);
  }
}
