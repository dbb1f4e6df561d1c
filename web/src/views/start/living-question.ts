import { signal, type ReadonlySignal } from '@preact/signals';
import { afterEvent, NOTHING_ASKED, type Asking, type AskingEvent } from './newest-wins.js';

/** Sends a question, such as a plan to the server. */
export type Ask<Question, Response> = (question: Question, signal: AbortSignal) => Promise<Response>;

/** How long a question must stand still before it is sent, in milliseconds. */
const STILL_FOR = 300;

/** A question that is asked anew whenever it changes. The newest one wins; older ones are broken off. */
export class LivingQuestion<Question, Response> {
  private readonly known = signal<Asking<Response>>(NOTHING_ASKED);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private sending = new AbortController();

  constructor(
    private readonly send: Ask<Question, Response>,
    private readonly stillFor = STILL_FOR,
  ) {}

  /** What is known of the newest question. */
  get state(): ReadonlySignal<Asking<Response>> {
    return this.known;
  }

  /** Asks, unless exactly this is asked already. @param question undefined takes the question back */
  ask(question: Question | undefined): void {
    const text = question === undefined ? undefined : JSON.stringify(question);
    if (text !== this.known.peek().question) this.change(question, text, this.stillFor);
  }

  /** Asks the newest question once more, such as after a failure. */
  askAgain(): void {
    const { question: text } = this.known.peek();
    if (text !== undefined) this.change(JSON.parse(text) as Question, text, 0);
  }

  private change(question: Question | undefined, text: string | undefined, stillFor: number): void {
    clearTimeout(this.timer);
    this.sending.abort();
    this.note({ kind: 'changed', question: text });
    if (question !== undefined) this.timer = setTimeout(() => void this.sendNewest(question), stillFor);
  }

  private async sendNewest(question: Question): Promise<void> {
    const { turn } = this.known.peek();
    this.sending = new AbortController();
    this.note({ kind: 'sent', turn });
    try {
      this.note({ kind: 'arrived', turn, response: await this.send(question, this.sending.signal) });
    } catch (error) {
      this.note({ kind: 'failed', turn, error });
    }
  }

  private note(event: AskingEvent<Response>): void {
    this.known.value = afterEvent(this.known.peek(), event);
  }
}
