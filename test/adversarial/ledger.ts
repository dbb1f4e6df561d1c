import { SpoiltFood } from './spoilt-food.js';
import type { TestPlan } from './test-plans.js';

/** How long the same start without a `request_id` is a repetition (contract.md, section 3), less a second of tolerance. */
const REPETITION_MS = 119_000;
/** How long the owner may take over an approval (contract-clients.md, section 2), plus a second of tolerance. */
const APPROVAL_MS = 601_000;
/** How long a server may go on with what a key was allowed before it was changed. */
const CHANGE_MS = 1_100;

/** What a principal may do about starts. */
export interface Rights {
  readonly policy: 'trusted' | 'ask' | 'never';
  readonly mayStart: boolean;
  /** The cookers that it may use; all of them when left out. */
  readonly cookers?: readonly string[] | undefined;
}

/** A start that a client has sent. */
export interface Ask {
  readonly principal: string;
  readonly plan: TestPlan;
  /** Why it must not start although its own fields are safe, such as a fact that its principal stated before. */
  readonly unsafe?: string | undefined;
  /** The cookers that it may mean. */
  readonly cookers: readonly string[];
  readonly requestId: string | undefined;
}

/** A start as the cooker received it. */
export interface Frame {
  readonly cooker: string;
  readonly celsius: number;
  readonly seconds: number;
  /** When it arrived, in milliseconds that passed. */
  readonly at: number;
}

interface SentAsk extends Ask {
  readonly at: number;
  /** What its principal was allowed when it was sent: the latest, and for a moment what was before. */
  readonly rights: readonly Rights[];
}

interface Approval {
  readonly asks: SentAsk[];
  readonly at: number;
  isOpen: boolean;
  isConsented: boolean;
  isConsumed: boolean;
}

interface Arming {
  readonly principal: string;
  readonly cooker: string;
  readonly from: number;
  until: number;
  left: number;
  isConfirmed: boolean;
}

interface Change {
  readonly at: number;
  readonly rights: Rights | undefined;
}

/**
 * All that was sent and decided, and so what may start. It knows the contract and nothing of the server: what the server
 * says decides nothing here, but for the ids of its approvals.
 */
export class Ledger {
  /** How many starts each kind of permission has allowed, and how many approvals there were. */
  readonly counts = { approvals: 0, trusted: 0, approved: 0, armed: 0 };
  private readonly rights = new Map<string, readonly Change[]>();
  private readonly approvals = new Map<string, Approval>();
  private readonly used = new Set<string>();
  private readonly begun = new Map<string, number>();
  /** The food that has to be thrown away. */
  readonly spoilt: SpoiltFood;
  private asks: SentAsk[] = [];
  private armings: Arming[] = [];

  /** @param now milliseconds that passed, whatever the clock on the wall says */
  constructor(private readonly now: () => number) {
    this.spoilt = new SpoiltFood(now);
  }

  /** Forgets what was sent, since none of it can start any more. */
  forget(): void {
    this.asks = [];
    this.armings = [];
    this.approvals.clear();
    this.used.clear();
    this.begun.clear();
    this.spoilt.clear();
  }

  /** Gives a principal these rights from now on; undefined when it is revoked. */
  allow(principal: string, rights: Rights | undefined): void {
    const [last] = this.rights.get(principal) ?? [];
    this.rights.set(principal, [{ at: this.now(), rights }, ...(last === undefined ? [] : [last])]);
  }

  /** Notes a start at the moment when it is sent. */
  ask(ask: Ask): SentAsk {
    const sent = { ...ask, at: this.now(), rights: this.rightsOf(ask.principal) };
    this.asks.push(sent);
    return sent;
  }

  /** Notes the approval that a start was told to wait for. @returns whether it may be one for this start */
  askedFor(id: string, ask: SentAsk): boolean {
    const known = this.approvals.get(id);
    if (known === undefined) {
      const state = { isOpen: true, isConsented: false, isConsumed: false };
      this.approvals.set(id, { asks: [ask], at: this.now(), ...state });
      this.counts.approvals += 1;
      return true;
    }
    known.asks.push(ask);
    return known.asks.every((other) => isSamePlan(other, ask));
  }

  /** Every approval that some client was told of. */
  get approvalIds(): readonly string[] {
    return [...this.approvals.keys()];
  }

  /** Those that the owner has not decided about, as far as is known. */
  get openApprovals(): readonly string[] {
    return [...this.approvals].flatMap(([id, { isOpen, isConsumed }]) => (isOpen && !isConsumed ? [id] : []));
  }

  /** Whose approval it is. */
  principalOf(id: string): string | undefined {
    return this.approvals.get(id)?.asks[0]?.principal;
  }

  /** The owner approves; what is too late, or for a principal that may not start any more, is no consent. */
  approve(id: string): void {
    const approval = this.approvals.get(id);
    if (approval === undefined || !approval.isOpen || this.now() - approval.at > APPROVAL_MS) return;
    const { principal } = approval.asks[0]!;
    const mayAsk = ({ policy, mayStart }: Rights) => mayStart && policy !== 'never';
    if (this.rightsOf(principal).some(mayAsk)) approval.isConsented = true;
  }

  /** The owner has denied, and the server has confirmed it. */
  denied(id: string): void {
    const approval = this.approvals.get(id);
    if (approval !== undefined) approval.isOpen = false;
  }

  /** The clock of the machine was set back: every approval expires, and every arming ends. */
  setBack(): void {
    for (const approval of this.approvals.values()) approval.isOpen = false;
    this.disarm()();
  }

  /** The owner arms a principal. @returns what to call once the server has confirmed or refused it */
  arm(
    principal: string,
    cooker: string,
    { ms, starts }: { readonly ms: number; readonly starts: number },
  ): (isTaken: boolean) => void {
    const from = this.now();
    const arming = { principal, cooker, from, until: from + ms, left: starts, isConfirmed: false };
    this.armings.push(arming);
    return (isTaken) => {
      arming.isConfirmed = isTaken;
      if (!isTaken) arming.until = from - 1;
    };
  }

  /**
   * The owner disarms a principal, or every one. An arming that is still on its way may reach the server afterwards.
   * @returns what to call once the server has confirmed it
   */
  disarm(principal?: string): () => void {
    const ended = this.armings.filter(
      (arming) => arming.isConfirmed && (principal === undefined || arming.principal === principal),
    );
    return () => {
      for (const arming of ended) arming.until = Math.min(arming.until, this.now());
    };
  }

  /** Whether every start that a frame can be is for food that spoils. */
  isFood(frame: Frame): boolean {
    return this.asks.filter((ask) => isFor(ask, frame)).every(({ plan }) => plan.isFood);
  }

  /** @throws Error for a start that must not be */
  judge(frame: Frame): void {
    const asks = this.asks.filter((ask) => isFor(ask, frame));
    const why =
      asks.length === 0
        ? 'it was not asked for'
        : this.spoilt.isIn(frame.cooker)
          ? 'its cooker holds food that has to be thrown away'
          : asks.every(({ plan, unsafe }) => plan.unsafe ?? unsafe)
            ? `it is unsafe: ${asks[0]!.plan.unsafe ?? asks[0]!.unsafe}`
            : this.isGranted(asks, frame)
              ? undefined
              : `nothing allows it to ${[...new Set(asks.map(({ principal }) => principal))].join(', ')}`;
    if (why !== undefined) throw new Error(`${JSON.stringify(frame)} must not start: ${why}`);
  }

  private isGranted(asks: readonly SentAsk[], frame: Frame): boolean {
    const unused = asks.filter((ask) => !this.isUsed(ask));
    return this.isTrusted(unused, frame) || this.isApproved(frame) || this.isArmed(unused, frame);
  }

  private isTrusted(asks: readonly SentAsk[], frame: Frame): boolean {
    const ask = asks.find(({ rights }) =>
      rights.some((held) => held.policy === 'trusted' && covers(held, frame)),
    );
    if (ask === undefined) return false;
    this.counts.trusted += 1;
    this.use([ask], frame);
    return true;
  }

  private isApproved(frame: Frame): boolean {
    const approval = [...this.approvals.values()].find(
      ({ asks, isConsented, isConsumed }) =>
        isConsented &&
        !isConsumed &&
        isFor(asks[0]!, frame) &&
        asks.some((ask) => !this.isUsed(ask) && ask.rights.some((held) => covers(held, frame))),
    );
    if (approval === undefined) return false;
    approval.isConsumed = true;
    this.counts.approved += 1;
    this.use(approval.asks, frame);
    return true;
  }

  private isArmed(asks: readonly SentAsk[], frame: Frame): boolean {
    for (const ask of asks) {
      const mayAsk = ask.rights.some((held) => held.policy === 'ask' && covers(held, frame));
      const arming = this.armings.find((one) => isUnder(ask, one, frame));
      if (!mayAsk || ask.plan.isRare || arming === undefined) continue;
      arming.left -= 1;
      this.counts.armed += 1;
      this.use([ask], frame);
      return true;
    }
    return false;
  }

  /** One request starts one cook, and so does the same request without an id within two minutes. */
  private isUsed(ask: SentAsk): boolean {
    if (ask.requestId !== undefined) return this.used.has(nameOf(ask));
    const begun = this.begun.get(nameOf(ask));
    return begun !== undefined && ask.at < begun + REPETITION_MS;
  }

  private use(asks: readonly SentAsk[], { at }: Frame): void {
    for (const ask of asks) {
      if (ask.requestId !== undefined) this.used.add(nameOf(ask));
      else this.begun.set(nameOf(ask), at);
    }
  }

  private rightsOf(principal: string): readonly Rights[] {
    const [latest, before] = this.rights.get(principal) ?? [];
    const held = latest !== undefined && this.now() - latest.at < CHANGE_MS ? [latest, before] : [latest];
    return held.flatMap((change) => change?.rights ?? []);
  }
}

const isFor = ({ plan, cookers }: SentAsk, { cooker, celsius, seconds }: Frame): boolean =>
  cookers.includes(cooker) && plan.celsius === celsius && plan.minutes * 60 === seconds;

const covers = ({ mayStart, policy, cookers }: Rights, { cooker }: Frame): boolean =>
  mayStart && policy !== 'never' && (cookers?.includes(cooker) ?? true);

const isUnder = (ask: SentAsk, arming: Arming, frame: Frame): boolean =>
  arming.principal === ask.principal &&
  arming.cooker === frame.cooker &&
  arming.left > 0 &&
  arming.from <= ask.at &&
  ask.at <= arming.until;

const isSamePlan = (one: SentAsk, other: SentAsk): boolean =>
  one.principal === other.principal && JSON.stringify(one.plan.fields) === JSON.stringify(other.plan.fields);

/** What makes two requests one. */
const nameOf = ({ principal, plan, cookers, requestId }: SentAsk): string =>
  JSON.stringify(requestId === undefined ? [principal, plan.fields, cookers] : [principal, requestId]);
