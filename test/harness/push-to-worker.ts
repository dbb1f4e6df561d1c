import type { CDPSession, Page } from 'playwright-core';

/** A registration of a worker, as the DevTools protocol reports it. */
interface Registration {
  readonly registrationId: string;
  readonly scopeURL: string;
}

/** Fulfilled once the worker is activated: it is `ready` before, and a message then may come too early for it. */
const ACTIVATED = `navigator.serviceWorker.ready.then(({ active }) => new Promise((resolve) => {
  const look = () => { if (active.state === 'activated') resolve(); };
  active.addEventListener('statechange', look);
  look();
}))`;

/** Delivers messages to the worker of a page, as the browser does once it has decrypted them. */
export class PushToWorker {
  private constructor(
    private readonly session: CDPSession,
    private readonly origin: string,
    private readonly registrationId: string,
  ) {}

  /** Finds the worker of an open page. */
  static async of(page: Page): Promise<PushToWorker> {
    await page.evaluate(ACTIVATED);
    const session = await page.context().newCDPSession(page);
    const { origin } = new URL(page.url());
    const found = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const [own] = (registrations as Registration[]).filter(({ scopeURL }) => scopeURL === `${origin}/`);
        if (own !== undefined) resolve(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    return new PushToWorker(session, origin, await found);
  }

  async deliver(message: unknown): Promise<void> {
    const { origin, registrationId } = this;
    const data = typeof message === 'string' ? message : JSON.stringify(message);
    await this.session.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data });
  }
}
