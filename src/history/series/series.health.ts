import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { SeriesAccess } from './series-access.js';

/**
 * How the file of probe readings is. It is always up, since no cook needs it; while all is well there is nothing to say.
 */
@Injectable()
export class SeriesHealth {
  constructor(
    private readonly access: SeriesAccess,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult {
    const { problem, setAside, damagedBlocks } = this.access.state;
    if (problem === undefined && setAside.length === 0 && damagedBlocks === 0) return {};
    return this.health.check('probe_readings').up({
      storing: problem === undefined,
      set_aside: [...setAside],
      damaged_blocks: damagedBlocks,
    });
  }
}
