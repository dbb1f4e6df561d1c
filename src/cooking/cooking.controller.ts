import {
  Body,
  Controller,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Post,
  Query,
  Res,
  UseFilters,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiExtraModels,
  ApiHeader,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { Response } from 'express';
import { Caller } from '../auth/access.guards.js';
import type { Principal } from '../auth/principal.js';
import { QueryFields } from '../http/address.guards.js';
import { PerMinute, Unlimited } from '../http/rate-limit.decorator.js';
import { RequiresScope } from '../http/scope.decorators.js';
import { AnyBody, ReadBody, type BodyAsRead } from '../http/any-body.js';
import { CookingService } from './cooking.service.js';
import { DocumentedResponse } from '../http/documented-response.decorator.js';
import { CheckCookDto } from './dto/check-cook.dto.js';
import { IDEMPOTENCY_KEY } from './dto/request-id.js';
import { StartCookDto } from './dto/start-cook.dto.js';
import { ApprovalRequiredDto } from './dto/approval.dto.js';
import { PicturedVerdictDto } from './dto/heating-curve.dto.js';
import { StartedCookDto } from './dto/started-cook.dto.js';
import { StatusQueryDto } from './dto/status-query.dto.js';
import { StatusDto } from './dto/status.dto.js';
import { StopCookDto } from './dto/stop-cook.dto.js';
import { StoppedCookDto } from './dto/stopped-cook.dto.js';
import { VerdictQueryDto } from './dto/verdict-query.dto.js';
import { NoteStatedFacts } from './start/stated-facts.js';
import { toStartRequest } from './start/start-request.js';
import { toStopRequest } from './stop/stop-request.js';

/** The routes that check, start, watch and stop cooks. Their remarks are the descriptions for assistants: at most 280 characters. */
@ApiTags('cooking')
@Controller()
export class CookingController {
  constructor(private readonly cooking: CookingService) {}

  /**
   * Starts a cook if it is safe, and responds once the cooker's own state shows it.
   * @remarks Checks the plan and, if it is safe, starts the cooker. A refusal gives the reason with its numbers and settings that are accepted instead. While verified is false, and after COMMAND_UNCONFIRMED, call getStatus; never send it again blindly. Every cook needs a new request_id.
   */
  @Post('start-cook')
  @RequiresScope('cook:start')
  @HttpCode(HttpStatus.OK)
  @PerMinute(60)
  @UseFilters(NoteStatedFacts)
  @ApiOperation({ operationId: 'startCook', summary: 'Start a cook' })
  @ApiHeader(IDEMPOTENCY_KEY)
  @DocumentedResponse(StartedCookDto, "Started: the cooker's own state shows the cook.")
  @ApiExtraModels(ApprovalRequiredDto)
  @ApiAcceptedResponse({
    description:
      'Not started yet. status accepted: the cloud took the command, and the cooker has not shown the cook; read /status before claiming anything. status approval_required: nothing was sent; the owner decides at approve_url.',
    schema: { oneOf: [StartedCookDto, ApprovalRequiredDto].map((type) => ({ $ref: getSchemaPath(type) })) },
  })
  async start(
    @Body() body: StartCookDto,
    @Headers(IDEMPOTENCY_KEY.name) header: string | undefined,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StartedCookDto | ApprovalRequiredDto> {
    const cook = await this.cooking.start(toStartRequest(body, caller, header));
    response.status('verified' in cook && cook.verified ? HttpStatus.OK : HttpStatus.ACCEPTED);
    return cook;
  }

  /**
   * Judges a plan as startCook would, without touching the cooker.
   * @remarks Judges a plan exactly as startCook does and touches nothing. A refused plan is a normal response too: read allowed, pass on violations and warnings, offer the alternatives. Use it while the user is still deciding.
   */
  @Post('check-cook')
  @RequiresScope('cook:check')
  @HttpCode(HttpStatus.OK)
  @UseFilters(NoteStatedFacts)
  @ApiOperation({ operationId: 'checkCook', summary: 'Check whether a cook would be safe' })
  @QueryFields(['curve'])
  @DocumentedResponse(PicturedVerdictDto, 'The verdict, also when it is no.')
  check(
    @Body() body: CheckCookDto,
    @Query() { curve }: VerdictQueryDto,
    @Caller() caller: Principal,
  ): PicturedVerdictDto {
    const request = {
      principal: caller,
      plan: body.toPlan(),
      stated: body.statedFields(),
      deviceId: body.device_id,
    };
    return curve === true ? this.cooking.checkWithCurve(request) : this.cooking.check(request);
  }

  /**
   * The cooker's last report and its age.
   * @remarks Returns what the cooker last reported and how old that is. Call it before you say anything about the water, the time left or whether something cooks. Tell the user when stale is true or device_online is false.
   */
  @Get('status')
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'getStatus', summary: 'Read what the cooker is doing' })
  @DocumentedResponse(StatusDto, 'The last reading with its age, also while the cooker cannot be reached.')
  status(@Query() query: StatusQueryDto, @Caller() caller: Principal): StatusDto {
    return this.cooking.status(caller, query.device_id);
  }

  /**
   * Stops the cook, no matter who began it.
   * @remarks Stops the cook at once, no matter who began it. When the user wants to stop, call it without asking back; no body is needed. NO_ACTIVE_COOK means that nothing is cooking. Pass warnings on. Unless verified is true, call getStatus, and tell the user to look at the cooker.
   */
  @Post('stop-cook')
  @RequiresScope('cook:stop')
  @HttpCode(HttpStatus.OK)
  @Unlimited()
  @ApiOperation({ operationId: 'stopCook', summary: 'Stop the cook' })
  @AnyBody()
  @ApiBody({ type: StopCookDto, required: false })
  @ApiHeader(IDEMPOTENCY_KEY)
  @DocumentedResponse(
    StoppedCookDto,
    "Stopped: the cooker's own state shows it.",
    'The cloud took the command, and the cooker has not shown it yet. Read /status, or stop the cooker by hand.',
  )
  async stop(
    @ReadBody() body: BodyAsRead,
    @Headers(IDEMPOTENCY_KEY.name) header: string | undefined,
    @Caller() caller: Principal,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StoppedCookDto> {
    const cook = await this.cooking.stop(toStopRequest(body, caller, header));
    response.status(cook.verified ? HttpStatus.OK : HttpStatus.ACCEPTED);
    return cook;
  }
}
