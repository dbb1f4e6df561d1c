import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { AccountFollower } from '../../device/account-follower.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import type { AccountState, CookerState } from '../../device/cooker-state.js';
import { CookMonitors } from '../monitoring/cook-monitors.js';
import { FoodHistories } from '../monitoring/food-histories.js';
import { CookRecords } from '../record/cook-records.js';
import { CookTracker } from './cook-tracker.js';
import { logFailure, ReadingWatchers } from './cook-follower.js';

/** Passes every state of a cooker to the steps that depend on it, in a fixed order: the cook first, then its food. */
@Injectable()
export class CookingSteps implements AccountFollower, OnModuleInit {
  constructor(
    private readonly cooker: CookerGateway,
    private readonly tracker: CookTracker,
    private readonly histories: FoodHistories,
    private readonly monitors: CookMonitors,
    private readonly records: CookRecords,
    private readonly watchers: ReadingWatchers,
  ) {}

  onModuleInit(): void {
    this.cooker.follow(this);
  }

  onReading(cooker: CookerState): void {
    logFailure('track the cook', () => this.tracker.follow(cooker));
    logFailure('follow the food of a broken-off cook', () => this.histories.follow(cooker));
    logFailure('follow the food of an ended cook', () => this.monitors.followEnded(cooker));
    logFailure('watch the food that a cook left', () => this.records.watchUnfinished(cooker));
    this.watchers.show(cooker);
  }

  onLink({ link }: AccountState): void {
    if (link !== 'connected') logFailure('note a lost connection', () => this.records.noteLostConnection());
  }
}
