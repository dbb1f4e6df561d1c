import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Caller } from '../../../auth/access.guards.js';
import type { Principal } from '../../../auth/principal.js';
import { PiecedText } from '../../../http/pieced-text.js';
import { RequiresScope } from '../../../http/scope.decorators.js';
import { ThermometersService } from '../../../thermometers/thermometers.service.js';
import { ProbeReadingsQueryDto } from '../../dto/probe-readings-query.dto.js';
import { ProbeReadingsDto } from '../../dto/probe-readings.dto.js';
import { Exports } from '../../exports.js';
import { probeCsv, reportPoint } from './probe-readings-report.js';
import { ProbeReadingsService, type ProbeCurve, type Span } from './probe-readings.service.js';

const USUAL_POINTS = 300;
/** The most readings of one CSV: eleven days at a reading every ten seconds. */
const MOST_IN_CSV = 100_000;
const EXAMPLE_CSV = [
  'time_utc,temperature_celsius,min_celsius,max_celsius,readings,late',
  '2026-11-20T12:00:00.000Z,52.40,52.10,52.60,30,no',
  '2026-11-20T12:05:00.000Z,,,,0,no',
  '',
].join('\r\n');

/** The course of a probe's readings. */
@ApiTags('thermometers')
@Controller('thermometers')
@RequiresScope('history:read')
export class ProbeReadingsController {
  constructor(
    private readonly service: ProbeReadingsService,
    private readonly exports: Exports,
    private readonly thermometers: ThermometersService,
  ) {}

  /**
   * The course of a probe's readings.
   * @remarks Gives the course of what one probe measured, by default over the last day: mean, lowest and highest of each short time. A point without a temperature is a gap. Use it to explain or to draw how the temperature went; for the present use getThermometers.
   */
  @Get(':probe_id/readings')
  @ApiOperation({ operationId: 'getProbeReadings', summary: 'Read how the temperature of a probe went' })
  @ApiParam({
    name: 'probe_id',
    description: 'The probe, as GET /thermometers lists it.',
    schema: { type: 'string' },
  })
  @ApiExtraModels(ProbeReadingsDto)
  @ApiOkResponse({
    description: 'The readings, oldest first; as CSV for a spreadsheet.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ProbeReadingsDto) } },
      'text/csv': { schema: { type: 'string' }, example: EXAMPLE_CSV },
    },
  })
  async readings(
    @Param('probe_id') probeId: string,
    @Query() { from, to, points, format }: ProbeReadingsQueryDto,
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ProbeReadingsDto | PiecedText | undefined> {
    response.vary('Accept');
    const span = this.service.spanOf(from, to);
    await this.service.assertKnown(probeId);
    await this.thermometers.assertSees(caller, probeId);
    const asked = format ?? request.accepts(['application/json', 'text/csv']);
    if (asked === 'csv' || asked === 'text/csv') return this.csv(probeId, span, points, response);
    return reportCurve(probeId, span, await this.service.curve(probeId, span, points ?? USUAL_POINTS));
  }

  private async csv(
    probeId: string,
    span: Span,
    points: number | undefined,
    response: Response,
  ): Promise<PiecedText | undefined> {
    if (!(await this.exports.enter(response))) return undefined;
    const curve =
      points === undefined
        ? await this.service.everyReading(probeId, span, MOST_IN_CSV)
        : await this.service.curve(probeId, span, points);
    const name = `probe-${probeId.replaceAll(/[^\w-]/g, '_')}.csv`;
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    });
    return new PiecedText(probeCsv(curve.points));
  }
}

const reportCurve = (
  probeId: string,
  { from, to }: Span,
  { width, points }: ProbeCurve,
): ProbeReadingsDto => ({
  probe_id: probeId,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  resolution_seconds: width === 0 ? null : width / 1000,
  readings: points.map(reportPoint),
});
