import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { toPlanDto } from '../../cooking/approvals/approval-report.js';
import { UnfinishedCooks, type LeftFood } from '../../cooking/recovery/unfinished-cooks.js';
import { instant } from '../../cooking/status/instant.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { Clock } from '../../shared/clock.js';
import { DiscardedFoodDto, DiscardFoodDto, LeftFoodDto, LeftFoodsDto } from './dto/left-food.dto.js';
import { NothingLeftError } from './owner-api.errors.js';

/** The routes about food that a broken-off cook left. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner')
export class LeftFoodController {
  constructor(
    private readonly unfinished: UnfinishedCooks,
    private readonly clock: Clock,
  ) {}

  /** The food that was left, with what it went through. */
  @Get('foods-left')
  @ApiOperation({ operationId: 'listFoodsLeft', summary: 'List the food that cooks left which broke off' })
  @DocumentedResponse(LeftFoodsDto, 'The food that may still be in a cooker.')
  list(): LeftFoodsDto {
    return { foods: this.unfinished.foods().map(toDto) };
  }

  /** Confirms that the food on a cooker was thrown away: the next food there begins anew. */
  @Post('devices/:device_id/discarded')
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'confirmDiscarded', summary: 'Confirm that food was thrown away' })
  @DocumentedResponse(DiscardedFoodDto, 'It is recorded, and the next food begins anew.')
  async discard(
    @Param('device_id') deviceId: string,
    @Body() { cook_id: cookId }: DiscardFoodDto,
  ): Promise<DiscardedFoodDto> {
    const found = await this.unfinished.find(cookId);
    // Who means another cooker than the food is in has not seen what is confirmed.
    if (typeof found === 'object' && found.cookerId !== deviceId) throw new NothingLeftError('unknown');
    const recorded = await this.unfinished.confirm(cookId);
    if (typeof recorded === 'string') throw new NothingLeftError(recorded);
    return { cook_id: cookId, device_id: recorded.cookerId, discarded_at: instant(this.clock.now()) };
  }
}

const toDto = ({ cook, inDangerZone, mustBeDiscarded }: LeftFood): LeftFoodDto => ({
  cook_id: cook.cookId,
  plan: toPlanDto(cook.plan, { id: cook.cookerId, name: cook.cookerName }),
  minutes_in_danger_zone: inDangerZone,
  must_be_discarded: mustBeDiscarded,
});
