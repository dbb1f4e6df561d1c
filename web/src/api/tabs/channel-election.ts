import { newRequestId } from '../request-id.js';

/** Called when this tab gets the lead; the function that it returns is called when the lead ends. */
export type Lead = () => () => void;

/** How long the leader has to object to a new one, in milliseconds. */
const CLAIM_TIME = 600;
/** How often the leader shows that it is there, and after which silence another takes over. */
const BEAT = 2_000;
const SILENCE = 7_000;

/** What tabs say about the lead. */
interface ElectionMessage {
  readonly say: 'claim' | 'lead' | 'resign';
  readonly id: string;
}

/** A tab in an election by messages: of two that want the lead, the smaller id has it. */
class ChannelCandidate {
  private readonly id = newRequestId();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private end: (() => void) | undefined;

  constructor(
    private readonly channel: BroadcastChannel,
    private readonly lead: Lead,
  ) {
    channel.onmessage = ({ data }: MessageEvent<ElectionMessage>) => this.hear(data);
    this.claim();
  }

  resign(): void {
    clearTimeout(this.timer);
    if (this.end !== undefined) this.say('resign');
    this.end?.();
    this.end = undefined;
    this.channel.close();
  }

  private hear({ say, id }: ElectionMessage): void {
    const isSmaller = id < this.id;
    if (say === 'resign') return this.end === undefined ? this.claim() : undefined;
    // A leader objects to every claim, and gives way only to another leader.
    if (this.end !== undefined && (say === 'claim' || !isSmaller)) return this.say('lead');
    if (say === 'lead' || isSmaller) this.follow();
  }

  private claim(): void {
    this.say('claim');
    this.after(CLAIM_TIME, () => this.begin());
  }

  private begin(): void {
    this.end ??= this.lead();
    this.beat();
  }

  private beat(): void {
    this.say('lead');
    this.after(BEAT, () => this.beat());
  }

  private follow(): void {
    this.end?.();
    this.end = undefined;
    this.after(SILENCE, () => this.claim());
  }

  private say(say: ElectionMessage['say']): void {
    this.channel.postMessage({ say, id: this.id } satisfies ElectionMessage);
  }

  private after(delay: number, act: () => void): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(act, delay);
  }
}

/** Chooses the leader by messages between the tabs. A tab that cannot send any leads itself. */
export function electByChannel(name: string, lead: Lead): () => void {
  try {
    const candidate = new ChannelCandidate(new BroadcastChannel(`${name}.lead`), lead);
    return () => candidate.resign();
  } catch {
    return lead();
  }
}
