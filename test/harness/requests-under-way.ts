import type { IncomingMessage } from 'node:http';
import { HttpTransport } from '../../src/thermometers/vendors/polling/http-transport.js';

/** Counts the requests that the server sends to clouds of thermometers, so that a test can wait for them while it drives the clock. */
export class RequestsUnderWay {
  private readonly original = Object.getOwnPropertyDescriptor(HttpTransport.prototype, 'send')!;
  private count = 0;

  /** Begins to count. */
  constructor() {
    const send = this.original.value as HttpTransport['send'];
    const counted = async (transport: HttpTransport, request: Parameters<typeof send>[0]) => {
      this.count += 1;
      const end = () => (this.count -= 1);
      try {
        const response = await send.call(transport, request);
        (response.body as IncomingMessage).once('close', end);
        return response;
      } catch (error) {
        end();
        throw error;
      }
    };
    HttpTransport.prototype.send = function (request) {
      return counted(this, request);
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
    Object.defineProperty(HttpTransport.prototype, 'send', this.original);
  }
}

/** Turns without a request after which everything has followed that follows from one. */
const TURNS = 3;
/** A request that never gets a response is not waited for, in ms. */
const LONGEST = 2_000;
