/** Counts the requests that the server sends, so that a test can wait for them while it drives the clock. */
export class RequestsUnderWay {
  private readonly original = globalThis.fetch;
  private count = 0;

  /** Begins to count. */
  constructor() {
    globalThis.fetch = async (...request) => {
      this.count += 1;
      try {
        return await this.original(...request);
      } finally {
        this.count -= 1;
      }
    };
  }

  /** Waits until no request is under way, and gives what follows from the responses a turn. */
  async settled(): Promise<void> {
    const end = performance.now() + LONGEST;
    let quiet = 0;
    while (quiet < TURNS && performance.now() < end) {
      await new Promise((resume) => setTimeout(resume, 1));
      quiet = this.count === 0 ? quiet + 1 : 0;
    }
  }

  /** Puts back what was there. */
  stop(): void {
    globalThis.fetch = this.original;
  }
}

/** Turns without a request after which everything has followed that follows from one. */
const TURNS = 3;
/** A request that never gets a response is not waited for, in ms. */
const LONGEST = 2_000;
