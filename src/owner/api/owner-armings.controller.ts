import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Armings, type ShownArming } from '../../approvals/armings.js';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { CookArmings } from '../../cooking/approvals/cook-armings.js';
import { instant } from '../../cooking/status/instant.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { visibleName } from '../../shared/printable.js';
import { EndedDto } from './dto/ended.dto.js';
import { CreateArmingDto, OwnerArmingDto, OwnerArmingsDto } from './dto/owner-arming.dto.js';
import { ArmingNotFoundError } from './owner-api.errors.js';

const MINUTE = 60_000;

/** The routes about consent that the owner gives in advance. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/armings')
export class OwnerArmingsController {
  constructor(
    private readonly armings: Armings,
    private readonly cookArmings: CookArmings,
  ) {}

  /** The armings that run. */
  @Get()
  @ApiOperation({ operationId: 'listArmings', summary: 'List who may start without asking' })
  @DocumentedResponse(OwnerArmingsDto, 'The armings, those that are suspended too.')
  async list(): Promise<OwnerArmingsDto> {
    return { armings: (await this.armings.list()).map(toDto) };
  }

  /** Lets a key or client start cooks on one cooker without asking, for a time. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @ApiOperation({ operationId: 'arm', summary: 'Let a key or client start without asking' })
  @DocumentedResponse(OwnerArmingDto, 'The arming; it replaces an earlier one for the same cooker.')
  async arm(
    @Body() { principal, minutes, starts = 1, device_id: deviceId }: CreateArmingDto,
    @Caller() owner: Principal,
  ): Promise<OwnerArmingDto> {
    const request = { principal, lasts: minutes * MINUTE, starts, deviceId };
    return toDto({ ...(await this.cookArmings.arm(request, owner.id)), suspended: false });
  }

  /** Ends an arming. */
  @Delete(':id')
  @ApiOperation({ operationId: 'disarm', summary: 'End an arming' })
  @DocumentedResponse(EndedDto, 'It has ended.')
  async disarm(@Param('id') id: string, @Caller() owner: Principal): Promise<EndedDto> {
    if (!(await this.armings.disarmOne(id, owner.id))) throw new ArmingNotFoundError();
    return { ended: 1 };
  }
}

const toDto = (arming: ShownArming): OwnerArmingDto => ({
  id: arming.id,
  principal: arming.principal,
  device_id: arming.cookerId,
  device_name: visibleName(arming.cookerName),
  until: instant(new Date(arming.until)),
  starts_left: arming.startsLeft,
  suspended: arming.suspended,
});
