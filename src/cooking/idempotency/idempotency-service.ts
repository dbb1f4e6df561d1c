import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock, type Cancel } from '../../shared/clock.js';
import { milliseconds } from '../../shared/units.js';
import { ResponseStore, type StoredResponse } from '../../storage/response-store.js';
import { ifReadable } from '../../storage/storage.errors.js';
import { RequestIdReusedError } from '../cooking.errors.js';
import type { StoppedCookDto } from '../dto/stopped-cook.dto.js';
import type { StartCommand, StartState } from '../start/start-command.js';
import { idempotencyKey, type RequestIdentity } from './request-identity.js';

const DAY_MS = 24 * 3600_000;
const CLEARED_EVERY = milliseconds(3600_000);
/** A request is repeated within seconds or minutes; older outcomes are read from the disk. */
const MOST_STARTS = 200;
const MOST_STOPS = 200;

/** A verified stop. */
export interface VerifiedStop {
  /** When the stop was requested, on the monotonic clock. */
  readonly at: number;
  readonly response: StoppedCookDto;
  /** The last cook that the cooker had shown when the stop was verified. */
  readonly lastCook: string | undefined;
}

/**
 * The outcome of every request with an idempotency key, so that a repetition has no effect. Starts are stored
 * for 24 hours, across restarts; verified stops are kept in memory.
 */
@Injectable()
export class IdempotencyService implements OnModuleInit, OnModuleDestroy {
  private readonly logger = new Logger('IdempotencyService');
  private readonly starts = new LRUCache<string, StartCommand>({ max: MOST_STARTS });
  private readonly stops = new LRUCache<string, VerifiedStop>({ max: MOST_STOPS });
  private readonly writing = new Set<Promise<void>>();
  private cancel: Cancel | undefined;

  constructor(
    private readonly responses: ResponseStore,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.planClearing();
  }

  async onModuleDestroy(): Promise<void> {
    this.cancel?.();
    await Promise.all(this.writing);
  }

  /** The start of this process that a request repeats. @throws RequestIdReusedError when its content differs */
  findStart(request: RequestIdentity): StartCommand | undefined {
    if (request.requestId === undefined) return undefined;
    const command = this.starts.get(idempotencyKey('start', request));
    if (command === undefined || this.clock.monotonic() - command.cook.began >= DAY_MS) return undefined;
    if (command.request.body !== request.body) throw new RequestIdReusedError();
    return command;
  }

  addStart(command: StartCommand): void {
    const { request } = command;
    if (request.requestId !== undefined) this.starts.set(idempotencyKey('start', request), command);
  }

  /** Releases the key of a start that was never sent. */
  forgetStart({ request }: StartCommand): void {
    if (request.requestId !== undefined) this.starts.delete(idempotencyKey('start', request));
  }

  /** Reserves the key for a start; to be stored together with its intention. Undefined without a key. */
  claimOf({ request, cook }: StartCommand): StoredResponse | undefined {
    return this.row(request, toStored({ kind: 'pending' }, cook.id));
  }

  /** The outcome of a start, also from before a restart. @throws RequestIdReusedError when its content differs */
  async outcomeOf(request: RequestIdentity): Promise<StartOutcome | undefined> {
    if (request.requestId === undefined) return undefined;
    const stored = await this.read(idempotencyKey('start', request));
    if (stored === undefined) return undefined;
    if (this.clock.now().getTime() - stored.at >= DAY_MS) {
      await this.responses.forget(stored.requestId);
      return undefined;
    }
    if (stored.bodyHash !== request.body) throw new RequestIdReusedError();
    return fromStored(stored);
  }

  /** Reserves the key for a probe session; to be stored together with it. Undefined without a key. */
  claimOfSession(request: RequestIdentity, sessionId: string): StoredResponse | undefined {
    if (request.requestId === undefined) return undefined;
    const [requestId, at] = [idempotencyKey('session', request), this.clock.now().getTime()];
    return { requestId, bodyHash: request.body, at, cookId: sessionId, status: 200, body: null };
  }

  /** The probe session that a request began before. @throws RequestIdReusedError when its content differs */
  async sessionOf(request: RequestIdentity): Promise<string | undefined> {
    if (request.requestId === undefined) return undefined;
    const stored = await this.responses.find(idempotencyKey('session', request));
    if (stored?.cookId == null) return undefined;
    if (this.clock.now().getTime() - stored.at >= DAY_MS) {
      await this.responses.forget(stored.requestId);
      return undefined;
    }
    if (stored.bodyHash !== request.body) throw new RequestIdReusedError();
    return stored.cookId;
  }

  /** Whether the outcome of a start is stored, or its request cannot be repeated. */
  async isSettled(request: RequestIdentity): Promise<boolean> {
    return request.requestId === undefined || (await this.outcomeOf(request))?.kind !== 'pending';
  }

  /** Stores the outcome that the present state of a start implies. Resolves once it is written or cannot be stored. */
  async settle({ request, cook, state, rejection }: StartCommand): Promise<void> {
    const outcome = outcomeOf(state, { cookId: cook.id, rejection });
    if (outcome === undefined || request.requestId === undefined) return;
    const key = idempotencyKey('start', request);
    const row = outcome === 'never-sent' ? undefined : this.row(request, toStored(outcome, cook.id));
    await this.write(() => (row === undefined ? this.responses.forget(key) : this.responses.save(row)));
  }

  /** The verified stop that a request repeats. */
  findStop(request: RequestIdentity): VerifiedStop | undefined {
    return request.requestId === undefined ? undefined : this.stops.get(idempotencyKey('stop', request));
  }

  addStop(request: RequestIdentity, stop: VerifiedStop): void {
    if (request.requestId !== undefined) this.stops.set(idempotencyKey('stop', request), stop);
  }

  private row(request: RequestIdentity, outcome: ReturnType<typeof toStored>): StoredResponse | undefined {
    if (request.requestId === undefined) return undefined;
    const at = this.clock.now().getTime();
    return { requestId: idempotencyKey('start', request), bodyHash: request.body, at, ...outcome };
  }

  /** A store that cannot be read cannot be written either, and that is what refuses a start. */
  private read(key: string): Promise<StoredResponse | undefined> {
    return ifReadable(this.responses.find(key));
  }

  private planClearing(): void {
    this.cancel = this.clock.after(CLEARED_EVERY, () => {
      const before = this.clock.now().getTime() - DAY_MS;
      void this.write(() => this.responses.forgetBefore(before));
      this.planClearing();
    });
  }

  /** When an outcome could not be stored, the journal still has it. */
  private async write(store: () => Promise<unknown>): Promise<void> {
    const written = store().then(
      () => undefined,
      (error: unknown) => this.logger.warn(`The outcome of a request cannot be stored: ${String(error)}`),
    );
    this.writing.add(written);
    await written;
    this.writing.delete(written);
  }
}

/** The outcome of a start, as it is stored for repetitions of its request. */
export type StartOutcome =
  | { readonly kind: 'pending' }
  /** The cook was seen; its record holds the rest. */
  | { readonly kind: 'started'; readonly cookId: string }
  /** The vendor's cloud rejected it. @property message the message of the response */
  | { readonly kind: 'rejected'; readonly message: string }
  | { readonly kind: 'not-started' };

/** Version 1 had no version number and held the whole response. */
const VERSION = 2;

const STATUS = { pending: null, started: 200, rejected: 502, 'not-started': 504 } as const;

/** The part of a stored response that determines the outcome. */
type StoredOutcome = Pick<StoredResponse, 'cookId' | 'status' | 'body'>;

/** The stored form of an outcome. The status is that of the response, so that older versions can read it too. */
export function toStored(outcome: StartOutcome, cookId: string): StoredOutcome {
  const message = outcome.kind === 'rejected' ? { message: outcome.message } : {};
  return { cookId, status: STATUS[outcome.kind], body: { version: VERSION, ...message } };
}

/** Reads an outcome that this version or an older one stored. */
export function fromStored({ cookId, status, body }: StoredOutcome): StartOutcome {
  if (status === STATUS.started && cookId !== null) return { kind: 'started', cookId };
  if (status === STATUS.rejected) return { kind: 'rejected', message: messageOf(body) };
  return status === STATUS['not-started'] ? { kind: 'not-started' } : { kind: 'pending' };
}

const messageOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
    ? body.message
    : "Anova's cloud rejected the start.";

/** The outcome that a state of a start command implies for a repetition; undefined when the state changes nothing. */
export function outcomeOf(
  state: StartState,
  { cookId, rejection }: { readonly cookId: string; readonly rejection: string },
): StartOutcome | 'never-sent' | undefined {
  switch (state) {
    case 'verified':
      return { kind: 'started', cookId };
    case 'rejected':
      return { kind: 'rejected', message: rejection };
    case 'not-started':
    case 'stopped':
    case 'cancelled':
      return { kind: 'not-started' };
    case 'not-sent':
      return 'never-sent';
    case 'intended':
    case 'sent':
    case 'acknowledged':
    case 'accepted':
    case 'unknown':
      return undefined;
  }
}
