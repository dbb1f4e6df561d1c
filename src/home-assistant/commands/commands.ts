import { Injectable, Logger } from '@nestjs/common';
import { AlertEngine } from '../../alerts/lifecycle/alert-engine.js';
import { Assistant } from '../../assistant/assistant.js';
import { COOKING_OPERATIONS } from '../../assistant/cooking-operations.js';
import { HomeAssistantAccess } from '../../auth/home-assistant/home-assistant-access.js';
import type { Principal } from '../../auth/principal.js';
import { instant } from '../../cooking/status/instant.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { assertListed } from '../../device/freshness.js';
import { asCoddleError, InvalidRequestError } from '../../http/http-errors.js';
import type { JsonObject } from '../../http/request-body.js';
import { Clock } from '../../shared/clock.js';
import type { BrokerMessage } from '../../thermometers/vendors/mqtt/connection/broker-connection.js';
import { topicKey } from '../discovery/keys.js';
import type { Topics } from '../topics.js';
import { shownRefusal, shownResult, type CommandResult } from './command-result.js';
import { acknowledged } from './acknowledged.js';
import { commandAt, fieldsIfAny, fieldsOf, requestIdIn, type HeardCommand } from './heard-command.js';
import { assertOfNow } from './instant-of-command.js';
import {
  CommandRetainedError,
  CommandsLimitedError,
  HomeAssistantNotAllowedError,
  OpenBrokerError,
} from './home-assistant.errors.js';

/** The fields that a start must have. */
const REQUIRED = ['temperature_celsius', 'time_minutes', 'food_type', 'request_id', 'at'] as const;
/** The most starts within a minute, as over HTTP. */
const MOST_STARTS = 60;
const MINUTE = 60_000;
const START = COOKING_OPERATIONS[0];

/** A result, and where it is published. */
export interface PublishedResult {
  readonly topic: string;
  readonly result: CommandResult;
}

/**
 * Carries out the commands that come over the broker, by the same services as every other client. A command that the
 * broker kept is never obeyed, and neither is a start that was not sent just now.
 */
@Injectable()
export class Commands {
  private readonly logger = new Logger('HomeAssistant');
  private readonly begun: number;
  private starts: readonly number[] = [];

  constructor(
    private readonly assistant: Assistant,
    private readonly access: HomeAssistantAccess,
    private readonly gateway: CookerGateway,
    private readonly alerts: AlertEngine,
    private readonly clock: Clock,
  ) {
    this.begun = clock.monotonic();
  }

  /** Carries out the command of a message. @returns its result; undefined where the message is no command */
  async carryOut(message: BrokerMessage, topics: Topics): Promise<PublishedResult | undefined> {
    const command = commandAt(message.topic, topics);
    if (command === undefined) return undefined;
    // An empty message clears what the broker kept.
    if (message.retained && message.payload.length === 0) return undefined;
    const outcome = await this.outcomeOf(command, message);
    this.logger.log(
      `${command.kind}: ${outcome.status}${outcome.error === undefined ? '' : `, ${outcome.error}`}`,
    );
    const result: CommandResult = {
      request_id: requestIdIn(message.payload),
      command: command.kind,
      ...outcome,
      at: instant(this.clock.now()),
    };
    const { result: topic } =
      command.kind === 'acknowledge' ? topics.acknowledge : topics.commandsAt(command.cooker);
    return { topic, result };
  }

  private async outcomeOf(
    command: HeardCommand,
    { topic, payload, retained }: BrokerMessage,
  ): Promise<ReturnType<typeof shownRefusal>> {
    try {
      if (retained) throw new CommandRetainedError(topic);
      this.access.noteUse();
      return shownResult(await this.run(command, payload));
    } catch (thrown) {
      const error = asCoddleError(thrown);
      if (error.kind === 'bug') this.logger.error(`${command.kind} failed`, stackOf(error.cause));
      return shownRefusal(error);
    }
  }

  private async run(command: HeardCommand, payload: Uint8Array): Promise<object> {
    if (command.kind === 'acknowledge') return this.acknowledge(fieldsOf(payload));
    const deviceId = this.idOf(command.cooker);
    return command.kind === 'stop' ? this.stop(deviceId, payload) : this.start(deviceId, fieldsOf(payload));
  }

  private async acknowledge({ alert_id: id }: JsonObject): Promise<object> {
    if (typeof id !== 'string' || id === '')
      throw new InvalidRequestError('alert_id must be the id of an alert.', {
        details: { field: 'alert_id' },
      });
    return acknowledged(await this.alerts.acknowledge(id, this.access.withoutStarts.id));
  }

  /** Whatever the payload, and also while the database cannot be used. */
  private stop(deviceId: string, payload: Uint8Array): Promise<object> {
    const { request_id: requestId } = fieldsIfAny(payload);
    const fields = { device_id: deviceId, ...(requestId === undefined ? {} : { request_id: requestId }) };
    return this.assistant.stop(fields, [], this.access.withoutStarts);
  }

  private async start(deviceId: string, { at, ...plan }: JsonObject): Promise<object> {
    assertComplete({ at, ...plan });
    assertOfNow(at, this.clock.now().getTime(), this.clock.monotonic() - this.begun);
    this.count();
    const principal = await this.starter();
    assertListed(this.gateway.account);
    return this.assistant.run(START, { ...plan, device_id: deviceId }, principal);
  }

  /** @throws OpenBrokerError, HomeAssistantNotAllowedError, StorageUnavailableError */
  private async starter(): Promise<Principal> {
    if (!this.access.hasCredentials) throw new OpenBrokerError();
    const principal = await this.access.principal();
    if (principal.startPolicy === 'never') throw new HomeAssistantNotAllowedError();
    return principal;
  }

  /** The cooker that a level of a topic names; one that is not known is named by the level itself. */
  private idOf(key: string): string {
    return [...this.gateway.account.cookers.keys()].find((id) => topicKey(id) === key) ?? key;
  }

  /** @throws CommandsLimitedError */
  private count(): void {
    const now = this.clock.monotonic();
    this.starts = this.starts.filter((at) => now - at < MINUTE);
    if (this.starts.length >= MOST_STARTS) throw new CommandsLimitedError();
    this.starts = [...this.starts, now];
  }
}

const stackOf = (thrown: unknown): string | undefined => (thrown instanceof Error ? thrown.stack : undefined);

/** @throws InvalidRequestError naming every field that is missing, or that the topic has already */
function assertComplete(fields: JsonObject): void {
  const missing = REQUIRED.filter((name) => fields[name] === undefined || fields[name] === null);
  if (missing.length > 0)
    throw new InvalidRequestError(`A start needs ${missing.join(', ')}. Nothing was started.`, {
      details: { field: missing[0], missing },
    });
  if (fields['device_id'] !== undefined)
    throw new InvalidRequestError('The topic names the cooker: leave device_id out. Nothing was started.', {
      details: { field: 'device_id' },
    });
}
