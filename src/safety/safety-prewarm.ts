import { Injectable } from '@nestjs/common';
import { celsius, minutes } from '../shared/units.js';
import { SafetyUnavailableError } from './safety.errors.js';
import { SafetyService } from './safety.service.js';

/**
 * Makes what the first judgement needs, by judging a plan of its own. The first judgement takes many times
 * longer than those after it; neither a person nor the start of the server should wait for that.
 */
@Injectable()
export class SafetyPrewarm {
  constructor(private readonly safety: SafetyService) {}

  /** A start-up step, the last one. */
  run(): void {
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
