import type { Type } from '@nestjs/common';
import type { AlertsService } from '../alerts/api/alerts.service.js';
import type { Principal } from '../auth/principal.js';
import type { CookApprovals } from '../cooking/approvals/cook-approvals.js';
import type { CookProbes } from '../cooking/probes/cook-probes.js';
import type { CookingService } from '../cooking/cooking.service.js';
import type { CookerGateway } from '../device/cooker-gateway.js';
import type { HistoryService } from '../history/history.service.js';
import type { Scope } from '../http/scopes.js';
import type { SafetyService } from '../safety/safety.service.js';
import type { Clock } from '../shared/clock.js';
import type { ThermometersService } from '../thermometers/thermometers.service.js';

/** The services that run the operations; the routes call the same ones. */
export interface OperationServices {
  readonly cooking: CookingService;
  readonly approvals: CookApprovals;
  readonly history: HistoryService;
  readonly safety: SafetyService;
  readonly cooker: CookerGateway;
  readonly thermometers: ThermometersService;
  readonly probes: CookProbes;
  readonly alerts: AlertsService;
  readonly clock: Clock;
}

/** What an operation does to the world, as assistants read it before they call it. */
export interface OperationEffects {
  /** It changes nothing. */
  readonly readOnly: boolean;
  /** The user must have agreed to it. */
  readonly destructive: boolean;
  /** Repeating it does not change more. */
  readonly idempotent: boolean;
}

/** How a field of the route is narrower as an argument of the tool. */
export interface NarrowedField {
  readonly maximum: number;
  readonly description: string;
}

/** One operation that AI clients may use: a tool of MCP, and an operation of the Actions document. */
export interface AssistantOperation<Input extends object = object> {
  /** Its name in the OpenAPI and Actions documents, in camelCase. */
  readonly operationId: string;
  /** Its name as a tool of MCP, in snake_case. */
  readonly tool: string;
  /** The method and the path of its route, as the OpenAPI document has them. */
  readonly route: string;
  /** The scope that a principal needs; the same as that of the route. */
  readonly scope: Scope;
  readonly effects: OperationEffects;
  /** Whether it waits for a cooker to respond, up to 20 s. */
  readonly waits?: boolean;
  /** Whether it is a tool only: the importer of Actions has no space for it. */
  readonly onlyAsTool?: boolean;
  /** Whether a client that can show one gets a picture of the cook. */
  readonly pictured?: boolean;
  /** The class that validates the arguments; `any` accepts every argument. */
  readonly input: Type<Input> | 'none' | 'any';
  /** Fields of the route that are no argument, or one with a smaller range. */
  readonly narrowed?: Readonly<Record<string, NarrowedField | 'left out'>>;
  /** Fields of the query and of the responses of the route that only pages for people need. */
  readonly forPages?: readonly string[];
  /** Whether a refused form still states facts about the food. */
  readonly statesFacts?: boolean;
  /** The sentence for people, where the `summary` of a result is missing or does not say all. */
  readonly sentence?: (result: never) => string;
  run(services: OperationServices, input: Input, principal: Principal): object | Promise<object>;
}
