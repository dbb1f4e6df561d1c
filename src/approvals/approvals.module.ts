import { Module } from '@nestjs/common';
import { Clock } from '../shared/clock.js';
import { ApprovalLedger } from './approval-ledger.js';
import { ApprovalStore } from './approval-store.js';
import { Approvals } from './approvals.js';
import { Armings } from './armings.js';
import { ClockTrust, SystemClockTrust } from './clock-trust.js';
import { ClockWatch } from './clock-watch.js';
import { SqlApprovalStore } from './sql-approval-store.js';

/** The owner's consent to starts: given for one start, or in advance. It starts nothing itself. */
@Module({
  providers: [
    ClockWatch,
    {
      provide: ClockTrust,
      inject: [Clock, ClockWatch],
      useFactory: (clock: Clock, watch: ClockWatch) => new SystemClockTrust(clock, watch),
    },
    { provide: ApprovalStore, useClass: SqlApprovalStore },
    ApprovalLedger,
    Armings,
    Approvals,
  ],
  exports: [Approvals, Armings],
})
export class ApprovalsModule {}
