import { Injectable, type Type } from '@nestjs/common';
import { AlertsService } from '../alerts/api/alerts.service.js';
import type { Principal } from '../auth/principal.js';
import { CookApprovals } from '../cooking/approvals/cook-approvals.js';
import { CookProbes } from '../cooking/probes/cook-probes.js';
import { CookingService } from '../cooking/cooking.service.js';
import { toStopRequest } from '../cooking/stop/stop-request.js';
import { CookerGateway } from '../device/cooker-gateway.js';
import { HistoryService } from '../history/history.service.js';
import { ReservedNamesPipe } from '../http/caching-validation.pipe.js';
import { validationPipe } from '../http/validation.js';
import { unknownFields } from '../http/validation-errors.js';
import { SafetyService } from '../safety/safety.service.js';
import { Clock } from '../shared/clock.js';
import { CoddleError } from '../shared/errors.js';
import { ThermometersService } from '../thermometers/thermometers.service.js';
import type { AssistantOperation, OperationServices } from './operation.js';

/** Arguments as a client sent them. */
export type Arguments = Readonly<Record<string, unknown>>;

/** Runs the operations for AI clients: validates the arguments as the routes do, and calls the same services. */
@Injectable()
export class Assistant implements OperationServices {
  private readonly reserved = new ReservedNamesPipe();
  private readonly validation = validationPipe();

  constructor(
    readonly cooking: CookingService,
    readonly approvals: CookApprovals,
    readonly history: HistoryService,
    readonly safety: SafetyService,
    readonly cooker: CookerGateway,
    readonly thermometers: ThermometersService,
    readonly probes: CookProbes,
    readonly alerts: AlertsService,
    readonly clock: Clock,
  ) {}

  /** @throws InvalidRequestError, and every error of the service that runs the operation */
  async run(operation: AssistantOperation, given: Arguments, principal: Principal): Promise<object> {
    try {
      return await operation.run(this, await this.validated(operation, given), principal);
    } catch (error) {
      // A client that corrects one field does not have to repeat the thickness of the food or who will eat it.
      if (operation.statesFacts && error instanceof CoddleError && error.kind === 'invalid')
        this.cooking.noteFacts(principal, given);
      throw error;
    }
  }

  /**
   * Stops, whatever the fields.
   * @param problems why the fields were not read, or not as they were sent: sentences for a person
   * @throws the errors of `CookingService.stop`
   */
  stop(fields: Arguments, problems: readonly string[], principal: Principal): Promise<object> {
    return this.cooking.stop(toStopRequest({ fields, problems }, principal, undefined));
  }

  private async validated(operation: AssistantOperation, given: Arguments): Promise<object> {
    const { input, statesFacts } = operation;
    if (input === 'any') return given;
    // Arguments that choose what to read are cached like a query.
    return input === 'none' ? nothing(given) : this.instanceOf(input, given, statesFacts ? 'body' : 'query');
  }

  private async instanceOf(
    metatype: Type<object>,
    given: Arguments,
    type: 'body' | 'query',
  ): Promise<object> {
    const metadata = { type, metatype };
    return (await this.validation.transform(this.reserved.transform(given, metadata), metadata)) as object;
  }
}

/** Refuses every argument of an operation that takes none. */
function nothing(given: Arguments): object {
  const names = Object.keys(given);
  if (names.length > 0) throw unknownFields(names);
  return {};
}
