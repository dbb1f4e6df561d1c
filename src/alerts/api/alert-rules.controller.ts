import {
  Body,
  Controller,
  Delete,
  Get,
  Headers,
  HttpCode,
  HttpStatus,
  Param,
  Patch,
  Post,
} from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { Caller } from '../../auth/access.guards.js';
import type { Principal } from '../../auth/principal.js';
import { IDEMPOTENCY_KEY } from '../../cooking/dto/request-id.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { PerMinute } from '../../http/rate-limit.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { AlertRuleDto, AlertRulesDto, DeletedAlertRuleDto } from '../dto/alert-rule.dto.js';
import { ChangeAlertRuleDto } from '../dto/change-alert-rule.dto.js';
import { MakeAlertRuleDto } from '../dto/make-alert-rule.dto.js';
import { AlertRulesService } from './alert-rules.service.js';

/** Rules that one address may make or change in a minute: each is written to the disk. */
const CHANGED_PER_MINUTE = 60;
const RULE_ID = {
  name: 'rule_id',
  description: 'The rule, as GET /alert-rules lists it.',
  schema: { type: 'string' },
};

/** The routes about the rules that make alerts. */
@ApiTags('alerts')
@Controller('alert-rules')
export class AlertRulesController {
  constructor(private readonly rules: AlertRulesService) {}

  /** The rules: those that come with the server, then the others. */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'listAlertRules', summary: 'List the rules of alerts' })
  @DocumentedResponse(AlertRulesDto, 'The rules, also those that are switched off.')
  list(@Caller() caller: Principal): Promise<AlertRulesDto> {
    return this.rules.list(caller);
  }

  /** Makes a rule. One that could never fire or never end is refused; a safety rule is the owner's to make. */
  @Post()
  @RequiresScope('alerts:write')
  @HttpCode(HttpStatus.OK)
  @PerMinute(CHANGED_PER_MINUTE)
  @ApiOperation({ operationId: 'makeAlertRule', summary: 'Make a rule of alerts' })
  @ApiHeader(IDEMPOTENCY_KEY)
  @DocumentedResponse(AlertRuleDto, 'The rule, which works at once.')
  make(
    @Body() body: MakeAlertRuleDto,
    @Headers(IDEMPOTENCY_KEY.name) header: string | undefined,
    @Caller() caller: Principal,
  ): Promise<AlertRuleDto> {
    return this.rules.make(body, caller, header);
  }

  /** Changes a rule; its open alerts end. A safety rule is the owner's to change. */
  @Patch(':rule_id')
  @RequiresScope('alerts:write')
  @PerMinute(CHANGED_PER_MINUTE)
  @ApiOperation({ operationId: 'changeAlertRule', summary: 'Change a rule of alerts' })
  @ApiParam(RULE_ID)
  @DocumentedResponse(AlertRuleDto, 'The rule as it is now.')
  change(
    @Param('rule_id') ruleId: string,
    @Body() body: ChangeAlertRuleDto,
    @Caller() caller: Principal,
  ): Promise<AlertRuleDto> {
    return this.rules.change(ruleId, body, caller);
  }

  /** Deletes a rule; its open alerts end. One that comes with the server can only be switched off. */
  @Delete(':rule_id')
  @RequiresScope('alerts:write')
  @ApiOperation({ operationId: 'deleteAlertRule', summary: 'Delete a rule of alerts' })
  @ApiParam(RULE_ID)
  @DocumentedResponse(DeletedAlertRuleDto, 'It is deleted.')
  delete(@Param('rule_id') ruleId: string, @Caller() caller: Principal): Promise<DeletedAlertRuleDto> {
    return this.rules.delete(ruleId, caller);
  }
}
