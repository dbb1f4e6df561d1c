import { Global, Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../shared/clock.js';
import { ProbeSeries } from '../../thermometers/probe-series.js';
import { SeriesAccess } from './series-access.js';
import { SeriesRetention } from './series-retention.js';
import { SeriesHealth } from './series.health.js';
import { SqlProbeSeries } from './sql-probe-series.js';

/** The store of probe readings. Global, since the thermometers below it write to their port. */
@Global()
@Module({
  imports: [TerminusModule.forRoot({ logger: false })],
  providers: [
    {
      provide: SeriesAccess,
      inject: [Environment, Clock],
      useFactory: ({ dataDir }: Environment, clock: Clock) => new SeriesAccess(dataDir, clock),
    },
    {
      provide: ProbeSeries,
      inject: [SeriesAccess, Clock],
      useFactory: (access: SeriesAccess, clock: Clock) => new SqlProbeSeries(access, clock),
    },
    SeriesRetention,
    SeriesHealth,
  ],
  exports: [ProbeSeries, SeriesHealth],
})
export class SeriesModule {}
