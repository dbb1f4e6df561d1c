import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { InsufficientScopeError } from '../../auth/auth.errors.js';
import type { Principal } from '../../auth/principal.js';
import { cited } from '../../shared/printable.js';
import {
  AlertRuleNotFoundError,
  DefaultRuleError,
  KeyLimitedError,
  TooManyRulesError,
  UnfitRuleError,
} from './rule.errors.js';
import { AlertChannels } from '../channels/alert-channels.js';
import type { AlertRuleDto, AlertRulesDto, DeletedAlertRuleDto } from '../dto/alert-rule.dto.js';
import type { ChangeAlertRuleDto } from '../dto/change-alert-rule.dto.js';
import type { MakeAlertRuleDto } from '../dto/make-alert-rule.dto.js';
import type { AlertRule } from '../rules/alert-rule.js';
import { AlertRules, MOST_RULES } from '../rules/alert-rules.js';
import { AlertSight } from './alert-sight.js';
import { RuleRequests } from './rule-requests.js';
import { changedRule, toRule, toRuleDto } from './rule.mapper.js';
import { WatchedThings } from './watched-things.js';

/** The rules as clients read and change them. */
@Injectable()
export class AlertRulesService {
  constructor(
    private readonly rules: AlertRules,
    private readonly channels: AlertChannels,
    private readonly things: WatchedThings,
    private readonly requests: RuleRequests,
    private readonly sight: AlertSight,
  ) {}

  /** The rules that watch what a principal may see. @throws StorageUnavailableError */
  async list(principal: Principal): Promise<AlertRulesDto> {
    await this.sight.ready(principal);
    const rules = await this.rules.list();
    return {
      rules: rules.filter((rule) => this.things.mayWatch(principal, rule)).map((rule) => this.report(rule)),
      maximum: MOST_RULES,
    };
  }

  /**
   * Makes a rule, or returns the one that the request made before.
   * @throws the errors of `toRule`, InsufficientScopeError for a safety rule, AlertThingNotFoundError, KeyLimitedError
   * @throws TooManyRulesError, RequestIdReusedError, StorageUnavailableError
   */
  async make(
    { request_id: requestId, ...body }: MakeAlertRuleDto,
    principal: Principal,
    key?: string,
  ): Promise<AlertRuleDto> {
    if (body.is_safety === true) assertOwner(principal);
    await this.sight.ready(principal);
    const wanted = toRule(randomUUID(), body);
    this.assertChannels(wanted.channels);
    const request = { principal, requestId: requestId ?? key, body };
    return this.requests.once(request, wanted.id, async (id, earlier) => {
      const known = earlier === 'nothing' ? undefined : await this.rules.find(id);
      if (known !== undefined) return this.report(known);
      // One that was made and is deleted since is not made again by a repetition of its request.
      if (earlier === 'made') throw new AlertRuleNotFoundError();
      this.things.assertMayWatch(principal, wanted);
      return this.save({ ...wanted, id });
    });
  }

  /**
   * Changes a rule.
   * @throws AlertRuleNotFoundError, InsufficientScopeError for a safety rule, KeyLimitedError, the errors of `changedRule`
   * @throws StorageUnavailableError
   */
  async change(ruleId: string, body: ChangeAlertRuleDto, principal: Principal): Promise<AlertRuleDto> {
    const rule = await this.changeable(ruleId, principal);
    const changed = changedRule(rule, body);
    if (body.channels !== undefined) this.assertChannels(changed.channels);
    return this.save(changed);
  }

  /**
   * Deletes a rule.
   * @throws AlertRuleNotFoundError, InsufficientScopeError for a safety rule, DefaultRuleError, KeyLimitedError
   * @throws StorageUnavailableError
   */
  async delete(ruleId: string, principal: Principal): Promise<DeletedAlertRuleDto> {
    const { name, isDefault } = await this.changeable(ruleId, principal);
    if (isDefault) throw new DefaultRuleError();
    if (!(await this.rules.remove(ruleId))) throw new AlertRuleNotFoundError();
    return { rule_id: ruleId, summary: `The rule ${cited(name)} was deleted; its open alerts have ended.` };
  }

  /** A rule that a principal may change. One that it may not see is as unknown as any other. */
  private async changeable(ruleId: string, principal: Principal): Promise<AlertRule> {
    await this.sight.ready(principal);
    const rule = await this.rules.find(ruleId);
    if (rule === undefined || !this.things.mayWatch(principal, rule)) throw new AlertRuleNotFoundError();
    if (rule.isSafety) assertOwner(principal);
    if (principal.devices !== undefined && rule.thingId === null) throw new KeyLimitedError();
    return rule;
  }

  private async save(rule: AlertRule): Promise<AlertRuleDto> {
    if (!(await this.rules.save(rule))) throw new TooManyRulesError(MOST_RULES);
    return this.report((await this.rules.find(rule.id)) ?? rule);
  }

  private assertChannels(names: AlertRule['channels']): void {
    const known = this.names;
    const unknown = (names ?? []).filter((name) => !known.includes(name));
    if (unknown.length === 0) return;
    const setUp = known.length === 0 ? 'none at all' : `only ${known.join(', ')}`;
    throw new UnfitRuleError(
      'channels',
      `channels names ${unknown.join(', ')}, which the server has not set up: it has ${setUp}`,
    );
  }

  private report(rule: AlertRule): AlertRuleDto {
    return toRuleDto(rule, this.names);
  }

  private get names(): readonly string[] {
    return this.channels.all().map(({ name }) => name);
  }
}

/** @throws InsufficientScopeError */
function assertOwner({ scopes }: Principal): void {
  if (!scopes.has('owner')) throw new InsufficientScopeError('owner');
}
