import { randomBytes } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readEnvironment, type Environment } from './config/environment.js';
import { DemoPace, needsRealTime, slowDownForApprovals } from './demo-pace.js';
import { runUntilSignal, type OpenServer } from './bootstrap/run-until-signal.js';
import { startApp, type RunningApp } from './app.start.js';
import { LoginLink } from './auth/owner/login-link.js';
import { OwnerPassword } from './auth/owner/owner-password.js';
import { accountFileIn, writeAccount } from './thermometers/accounts/account-file.js';
import { EventBus } from './shared/event-bus.js';
import { SharedModule } from './shared/shared.module.js';
import { SteppedClock } from './shared/stepped-clock.js';
import { minutes } from './shared/units.js';

/** The link of the demo works for so long in simulated time, which runs many times as fast. */
const LINK_LIFETIME = minutes(24 * 60);

/**
 * The server of the demo: the shipped one on a simulated time, which it shares with the simulated cooker. It is a
 * program of its own, that no release holds and no setting leads to, and it talks to a simulated cloud only.
 * Arguments: simulated seconds per second, the moment at which the time begins (ISO 8601), and the token of the simulated
 * account of thermometers.
 */
async function open(): Promise<OpenServer> {
  const [givenSpeed, start, token = ''] = process.argv.slice(2);
  const speed = Number(givenSpeed);
  const environment = readEnvironment();
  const { hostname } = new URL(environment.anovaWebsocketUrl);
  if (process.send === undefined || hostname !== '127.0.0.1') {
    throw new Error(
      'This program belongs to the demo (npm run demo) and runs with its simulated cooker only',
    );
  }
  const clock = new SteppedClock(new Date(start ?? ''));
  SharedModule.liveBy(clock, speed);
  const pace = new DemoPace({ clock, speed, tell: (moment) => process.send?.(moment) });
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    // The page takes the time of the server from it.
    response.setHeader('Date', clock.now().toUTCString());
    if (needsRealTime(request.url)) response.once('close', pace.slowDown());
  });
  signInToThermometers(environment, token);
  // Without the demo there is no time any more.
  process.once('disconnect', () => process.exit());
  pace.start();
  const server = await startApp(environment);
  slowDownForApprovals(server.get(EventBus), pace);
  void giveSignIn(server);
  return {
    ...server,
    close: async () => {
      await server.close();
      pace.stop();
      process.disconnect();
    },
  };
}

/** Keeps the sign-in to the simulated account of thermometers, as the command does that signs in to a real one. */
function signInToThermometers({ dataDir, encryptionKeys }: Environment, token: string): void {
  const sealing = { keys: encryptionKeys, now: new Date(), random: randomBytes };
  writeAccount(accountFileIn(dataDir, 'fireboard'), { name: 'demo', token }, sealing);
}

/** Sends the demo a password and a login link, which are thrown away with it. */
async function giveSignIn(server: RunningApp): Promise<void> {
  const password = `demo-${randomBytes(12).toString('base64url')}`;
  await server.get(OwnerPassword).set(password);
  const path = await server.get(LoginLink).make(LINK_LIFETIME);
  process.send?.({ path, password });
}

void runUntilSignal(open);
