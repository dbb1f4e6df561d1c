import { Injectable } from '@nestjs/common';
import { RequestIdReusedError } from '../../cooking/cooking.errors.js';
import {
  digestOf,
  idempotencyKey,
  type RequestIdentity,
} from '../../cooking/idempotency/request-identity.js';
import { Clock } from '../../shared/clock.js';
import { CoddleError } from '../../shared/errors.js';
import { ResponseStore, type StoredResponse } from '../../storage/response-store.js';
import type { AlertRuleDto } from '../dto/alert-rule.dto.js';
import type { MakeAlertRuleDto } from '../dto/make-alert-rule.dto.js';

/** How long a request is known by its key, in ms. */
const KEPT = 24 * 3600_000;

/** A request for a rule. */
interface RuleRequest extends Pick<RequestIdentity, 'principal' | 'requestId'> {
  readonly body: Omit<MakeAlertRuleDto, 'request_id'>;
}

/** What an earlier request with the same key did: nothing, perhaps made the rule, or made it. */
type Earlier = 'nothing' | 'began' | 'made';

/** Makes the rule of this id, or finds the one that was made. */
type Make = (ruleId: string, earlier: Earlier) => Promise<AlertRuleDto>;

/** The requests for rules that have a key, so that their repetition makes no second rule. */
@Injectable()
export class RuleRequests {
  constructor(
    private readonly responses: ResponseStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the rule of a request once. The key is claimed before: after a crash in between, the repetition makes the
   * rule.
   * @throws RequestIdReusedError, StorageUnavailableError, and what `make` throws
   */
  async once({ principal, requestId, body }: RuleRequest, newId: string, make: Make): Promise<AlertRuleDto> {
    if (requestId === undefined) return make(newId, 'nothing');
    const bodyHash = digestOf({ ...body, ...body.quiet_hours });
    const key = idempotencyKey('rule', { principal, requestId, body: bodyHash });
    const at = this.clock.now().getTime();
    const claim = { requestId: key, bodyHash, cookId: newId, status: null, body: null, at };
    const earlier = await this.claim(claim);
    if (earlier === undefined) return this.finish(claim, () => make(newId, 'nothing'));
    if (earlier.bodyHash !== bodyHash) throw new RequestIdReusedError();
    const ruleId = earlier.cookId ?? newId;
    return earlier.status === null
      ? this.finish({ ...claim, cookId: ruleId }, () => make(ruleId, 'began'))
      : make(ruleId, 'made');
  }

  /** Claims the key. @returns the request that has it already, unless that is too long ago */
  private async claim(claim: StoredResponse): Promise<StoredResponse | undefined> {
    const earlier = await this.responses.claim(claim);
    if (earlier === undefined || claim.at - earlier.at < KEPT) return earlier;
    await this.responses.forget(claim.requestId);
    return this.responses.claim(claim);
  }

  /** Notes that the rule is made; one that was refused leaves the key free. */
  private async finish(claim: StoredResponse, make: () => Promise<AlertRuleDto>): Promise<AlertRuleDto> {
    try {
      const made = await make();
      await this.responses.save({ ...claim, status: 200 });
      return made;
    } catch (error) {
      if (error instanceof CoddleError && error.kind !== 'unavailable')
        await this.responses.forget(claim.requestId);
      throw error;
    }
  }
}
