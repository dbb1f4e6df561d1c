import { Injectable, Logger } from '@nestjs/common';
import { StorageUnavailableError } from '../../storage/storage.errors.js';
import { AlertStore } from '../alert-store.js';
import type { AlertRule } from './alert-rule.js';
import { DEFAULT_RULES } from './default-rules.js';

/** The most rules that there may be, those that come with the server included: what one evaluation in 1 ms can judge. */
export const MOST_RULES = 200;

/** Gets the rules after each change, before the change is responded to. */
export type RulesFollower = (rules: readonly AlertRule[]) => Promise<void> | void;

const DEFAULTS = new Map(DEFAULT_RULES.map((rule) => [rule.id, rule]));

/** The rules: those that come with the server, as they were changed, and the others. */
@Injectable()
export class AlertRules {
  private readonly logger = new Logger('AlertRules');
  private rules: ReadonlyMap<string, AlertRule> = DEFAULTS;
  private isLoaded = false;
  private readonly followers: RulesFollower[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly store: AlertStore) {}

  /** Has a part that works by them get each change, in the order in which the parts have asked for it. */
  followWith(follower: RulesFollower): void {
    this.followers.push(follower);
  }

  /** Those in use: while the stored ones cannot be read, those that come with the server. */
  get inUse(): readonly AlertRule[] {
    return [...this.rules.values()];
  }

  /** Reads the stored rules. It never rejects. @returns whether they are known now */
  async restore(): Promise<boolean> {
    try {
      await this.list();
      return true;
    } catch (error) {
      if (!(error instanceof StorageUnavailableError)) throw error;
      // The database has said why.
      this.logger.warn('The rules of alerts cannot be read, so those that come with the server are used');
      return false;
    }
  }

  /** All of them: those that come with the server first. @throws StorageUnavailableError */
  list(): Promise<readonly AlertRule[]> {
    return this.inTurn(async () => {
      await this.load();
      return this.inUse;
    });
  }

  /** Undefined where there is no rule of that id. @throws StorageUnavailableError */
  find(ruleId: string): Promise<AlertRule | undefined> {
    return this.inTurn(async () => {
      await this.load();
      return this.rules.get(ruleId);
    });
  }

  /**
   * Adds a rule, or puts it in the place of the one with its id. What a rule that comes with the server watches, and
   * whether it is one of safety, stays as it is.
   * @returns false where there are `MOST_RULES` already: nothing was added
   * @throws StorageUnavailableError: nothing was changed
   */
  save(rule: AlertRule): Promise<boolean> {
    return this.inTurn(async () => {
      await this.load();
      if (!this.rules.has(rule.id) && this.rules.size >= MOST_RULES) return false;
      const kept = asKept(rule);
      await this.store.saveRule(kept);
      await this.change(new Map([...this.rules, [kept.id, kept]]));
      return true;
    });
  }

  /**
   * Removes a rule that was added.
   * @returns false where there is none of that id, or it comes with the server
   * @throws StorageUnavailableError: nothing was changed
   */
  remove(ruleId: string): Promise<boolean> {
    return this.inTurn(async () => {
      await this.load();
      if (!this.rules.has(ruleId) || DEFAULTS.has(ruleId)) return false;
      await this.store.removeRule(ruleId);
      await this.change(new Map([...this.rules].filter(([id]) => id !== ruleId)));
      return true;
    });
  }

  private async load(): Promise<void> {
    if (this.isLoaded) return;
    const stored = (await this.store.rules()).map(asKept);
    this.isLoaded = true;
    await this.change(new Map([...DEFAULTS, ...stored.map((rule) => [rule.id, rule] as const)]));
  }

  private async change(rules: ReadonlyMap<string, AlertRule>): Promise<void> {
    this.rules = rules;
    for (const follow of this.followers) await follow(this.inUse);
  }

  private inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const done = this.turn.then(act);
    this.turn = done.catch(() => undefined);
    return done;
  }
}

/** A rule with what cannot be changed as this version of the server has it. */
function asKept(rule: AlertRule): AlertRule {
  const original = DEFAULTS.get(rule.id);
  if (original === undefined) return { ...rule, isDefault: false };
  const { isSafety, kind, thingId, condition } = original;
  const isSame = rule.condition.fact === condition.fact;
  return {
    ...rule,
    isDefault: true,
    isSafety,
    kind,
    thingId,
    condition: isSame ? rule.condition : condition,
    quietHours: isSafety ? null : rule.quietHours,
  };
}
