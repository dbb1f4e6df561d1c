import { TooManyAttemptsError } from './sign-in-pace.js';

/** The most attempts of strangers that wait for their turn. */
const MOST_STRANGERS = 8;

type Turn = () => Promise<void>;

/**
 * The turns in which passwords are hashed: one after the other, since each takes 16 MiB. Whoever signed in before goes
 * first, and of all others only a few may wait: wrong passwords from many addresses must not keep the owner waiting.
 */
export class PasswordTurns {
  private readonly known: Turn[] = [];
  private readonly strangers: Turn[] = [];
  private isBusy = false;

  /** Runs the work when it is its turn. @throws TooManyAttemptsError for one stranger too many */
  async take<Result>(work: () => Promise<Result>, isKnown: boolean): Promise<Result> {
    const waiting = isKnown ? this.known : this.strangers;
    if (!isKnown && waiting.length >= MOST_STRANGERS) throw new TooManyAttemptsError();
    return new Promise<Result>((resolve, reject) => {
      waiting.push(() => work().then(resolve, reject));
      this.next();
    });
  }

  private next(): void {
    if (this.isBusy) return;
    const turn = this.known.shift() ?? this.strangers.shift();
    if (turn === undefined) return;
    this.isBusy = true;
    void turn().finally(() => {
      this.isBusy = false;
      this.next();
    });
  }
}
