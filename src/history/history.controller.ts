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
import { Caller } from '../auth/access.guards.js';
import type { Principal } from '../auth/principal.js';
import { DocumentedResponse } from '../http/documented-response.decorator.js';
import { PiecedText } from '../http/pieced-text.js';
import { RequiresScope } from '../http/scope.decorators.js';
import { CookDto } from './dto/cook.dto.js';
import { CooksQueryDto, USUAL_LIMIT } from './dto/cooks-query.dto.js';
import { CooksDto } from './dto/cooks.dto.js';
import { ReadingsQueryDto, type Format } from './dto/readings-query.dto.js';
import { ReadingsDto } from './dto/readings.dto.js';
import { Exports } from './exports.js';
import { HistoryService } from './history.service.js';
import { pointsOf, readingsCsv, readingsJson, reportReadings } from './readings-report.js';

/** Up to so many readings, 70 KB of JSON, are sent in one piece. */
const FEW_POINTS = 500;
const JSON_TYPE = 'application/json; charset=utf-8';
const CSV_TYPE = 'text/csv; charset=utf-8';
const COOK_ID = {
  name: 'cook_id',
  description: 'The cook, as GET /cooks lists it.',
  schema: { type: 'string' },
};
const EXAMPLE_CSV = [
  'time_utc,water_celsius,target_celsius,state,remaining_minutes',
  '2026-11-20T11:20:02Z,21.40,65.00,preheating,90',
  '2026-11-20T11:45:40Z,64.93,65.00,cooking,90',
  '',
].join('\r\n');

/** Past cooks and the running one. */
@ApiTags('history')
@Controller('cooks')
@RequiresScope('history:read')
export class HistoryController {
  constructor(
    private readonly history: HistoryService,
    private readonly exports: Exports,
  ) {}

  /**
   * The cooks, newest first.
   * @remarks Lists the cooks, newest first: food, setting, who began it, how it ended and whether the food was pasteurised. For more send next_cursor as cursor. Use getCook for the rest of one.
   */
  @Get()
  @ApiOperation({ operationId: 'listCooks', summary: 'List the cooks of the past' })
  @DocumentedResponse(CooksDto, 'A page of the cooks; an empty one is the end.')
  list(@Query() query: CooksQueryDto, @Caller() caller: Principal): Promise<CooksDto> {
    return this.history.list(caller, query.limit ?? USUAL_LIMIT, query.cursor);
  }

  /**
   * One cook with everything that is kept of it.
   * @remarks Returns everything recorded of one cook: plan, verdict, the water, log reductions reached, changed settings, times without observation, who began it and who stopped it. summary may be read out.
   */
  @Get(':cook_id')
  @ApiOperation({ operationId: 'getCook', summary: 'Read one cook' })
  @ApiParam(COOK_ID)
  @DocumentedResponse(CookDto, 'The cook, also while it is on.')
  cook(@Param('cook_id') cookId: string, @Caller() caller: Principal): Promise<CookDto> {
    return this.history.cook(caller, cookId);
  }

  /**
   * The course of the water during a cook.
   * @remarks Gives the course of the water during one cook, thinned out so that every peak survives. Use it to explain or to draw how the temperature went; for the present use getStatus.
   */
  @Get(':cook_id/readings')
  @ApiOperation({ operationId: 'getCookReadings', summary: 'Read how the water went during a cook' })
  @ApiParam(COOK_ID)
  @ApiExtraModels(ReadingsDto)
  @ApiOkResponse({
    description: 'The readings, oldest first; as CSV for a spreadsheet.',
    content: {
      'application/json': { schema: { $ref: getSchemaPath(ReadingsDto) } },
      'text/csv': { schema: { type: 'string' }, example: EXAMPLE_CSV },
    },
  })
  async readings(
    @Param('cook_id') cookId: string,
    @Query() query: ReadingsQueryDto,
    @Caller() caller: Principal,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<ReadingsDto | PiecedText | undefined> {
    response.vary('Accept');
    const format = query.format ?? acceptedFormat(request);
    const points = pointsOf(format, query.points);
    if (format === 'json' && points <= FEW_POINTS) {
      return reportReadings(cookId, await this.history.curve(caller, cookId), points);
    }
    if (!(await this.exports.enter(response))) return undefined;
    const curve = await this.history.curve(caller, cookId);
    response.set(format === 'json' ? { 'Content-Type': JSON_TYPE } : asFile(cookId));
    return new PiecedText(
      format === 'json' ? readingsJson(cookId, curve, points) : readingsCsv(curve, points),
    );
  }
}

/** The format that the header Accept prefers; JSON where it accepts neither. */
const acceptedFormat = (request: Request): Format =>
  request.accepts(['application/json', 'text/csv']) === 'text/csv' ? 'csv' : 'json';

function asFile(cookId: string) {
  const name = `cook-${cookId.replaceAll(/[^\w-]/g, '_')}.csv`;
  return { 'Content-Type': CSV_TYPE, 'Content-Disposition': `attachment; filename="${name}"` };
}
