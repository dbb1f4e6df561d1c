import { signal } from '@preact/signals';
import { ApiError } from './api-error.js';
import { getJson, sendJson } from './client.js';
import { notify } from '../state/notices.js';
import { isSignedOut } from '../state/session.js';

/** What a part of the view shows of the server, and what was wrong with the last request about it. */
export class Resource<T> {
  /** As last read; undefined until then. */
  readonly value = signal<T | undefined>(undefined);
  /** Why it could not be read. */
  readonly problem = signal<unknown>(undefined);
  /** Why the last change was not made. */
  readonly refusal = signal<unknown>(undefined);

  /** @param query what a reading asks for besides */
  constructor(
    readonly path: string,
    private readonly query = '',
  ) {
    // Those who are signed out see nothing of it.
    isSignedOut.subscribe((isOut) => {
      if (isOut) this.value.value = undefined;
    });
  }

  /** Reads it anew. What was read before stays when that fails. */
  async read(): Promise<void> {
    try {
      this.value.value = await getJson<T>(this.path + this.query);
      this.problem.value = undefined;
    } catch (error) {
      this.problem.value = error;
    }
  }

  /**
   * Sends a change, says what became of it, and reads everything anew that it concerns.
   * @param done the words for a change that was made, from the response
   * @returns the response; undefined when the change was refused
   */
  async change<R>(
    change: Change,
    done: (response: R) => string,
    ...concerned: Resource<unknown>[]
  ): Promise<R | undefined> {
    const { method, path = '', body } = change;
    try {
      const response = await sendJson<R>(method, this.path + path, body);
      this.refusal.value = undefined;
      notify('success', done(response));
      return response;
    } catch (error) {
      this.refusal.value = error;
      return undefined;
    } finally {
      await Promise.all([this, ...concerned].map((resource) => resource.read()));
    }
  }
}

/** A change of a resource. */
export interface Change {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** What follows the path of the resource. */
  readonly path?: string;
  readonly body?: unknown;
}

/** The path of one of many. */
export const pathOf = (id: string): string => `/${encodeURIComponent(id)}`;

/** What the server says about a failed request, in English; undefined when it was not reached. */
export const messageOf = (error: unknown): string | undefined =>
  error instanceof ApiError ? error.message : undefined;
