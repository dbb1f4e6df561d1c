import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { celsius, milliseconds, minutes } from '../shared/units.js';
import { SafetyUnavailableError } from './safety.errors.js';
import { SafetyService } from './safety.service.js';

/** Milliseconds after the opening: the first calls are answered by then. */
const LATER = 1_000;

/**
 * Judges a plan for practice soon after the opening. The first judgement takes many times longer than those after it,
 * since what it needs is made then; no person should wait for that, and neither should the opening.
 */
@Injectable()
export class WarmUp implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;

  constructor(
    private readonly safety: SafetyService,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.cancel = this.clock.after(milliseconds(LATER), () => this.practise());
  }

  onApplicationShutdown(): void {
    this.cancel();
  }

  private practise(): void {
    try {
      this.safety.review({
        target: celsius(65),
        hold: minutes(90),
        food: 'chicken',
        startState: 'refrigerated',
        vulnerableConsumers: false,
      });
    } catch (error) {
      // The engine has said in the log what it lacks, and will say so to everyone who asks.
      if (!(error instanceof SafetyUnavailableError)) throw error;
    }
  }
}
