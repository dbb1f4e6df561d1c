import { connect } from 'node:net';
import { OwnerSecrets } from '../../src/auth/owner/owner-secrets.js';
import { hashPassword } from '../../src/auth/owner/password-hash.js';
import { ownerSocketFile } from '../../src/owner/owner-address.js';
import type { Json } from '../harness/api.js';
import { CHEAP_PASSWORD } from '../harness/cheap-password.js';
import type { TestApp } from '../harness/test-app.js';
import { until } from '../harness/until.js';
import { existsSync } from 'node:fs';

/** The owner's password in tests. */
export const PASSWORD = 'correct horse battery';
/** Commands at a time: the socket takes four connections. */
const MOST_AT_ONCE = 3;

/** What the owner's socket says to a command. */
export interface OwnerReply {
  readonly ok: boolean;
  readonly message?: string;
}

/** The password that goes with a command, or nothing. */
export type Proof = { readonly password?: string };

/** Stores the owner's password in a database. */
export const setPassword = async (secrets: OwnerSecrets, now: Date): Promise<void> =>
  secrets.put('password', await hashPassword(PASSWORD, now, CHEAP_PASSWORD));

/** Has a server carry out a command of the owner, as the program `coddle` does. @throws Error for what shows a bug */
export async function command(dataDir: string, name: string, args: Json, proof: Proof): Promise<OwnerReply> {
  const request = { command: name, arguments: args, ...proof };
  const text = await exchange(ownerSocketFile(dataDir), `${JSON.stringify(request)}\n`);
  const reply = JSON.parse(text) as OwnerReply;
  if (!reply.ok && (!reply.message || /went wrong|does not know/.test(reply.message)))
    throw new Error(`The owner's command ${name}: ${text}`);
  return reply;
}

function exchange(path: string, line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(path, () => socket.write(line));
    socket.setEncoding('utf8').on('data', (text: string) => (received += text));
    socket.once('error', reject).once('close', () => resolve(received));
  });
}

/** The owner at the machine itself, who decides through the socket. */
export class Owner {
  private running: Promise<unknown>[] = [];

  private constructor(private readonly dataDir: string) {}

  static async of({ app, clock }: TestApp, dataDir: string): Promise<Owner> {
    await setPassword(app.get(OwnerSecrets, { strict: false }), clock.now());
    await until(() => existsSync(ownerSocketFile(dataDir)), true);
    return new Owner(dataDir);
  }

  /** @returns whether the server took the decision */
  approve(id: string): Promise<boolean> {
    return this.command('approve', { approval_id: id });
  }

  /** An assistant with a shell reaches the socket, and does not know the password. @throws Error when that suffices */
  async approveUnproven(id: string): Promise<void> {
    if (await this.command('approve', { approval_id: id }, {}))
      throw new Error(`${id} was approved without the password`);
  }

  deny(id: string): Promise<boolean> {
    return this.command('deny', { approval_id: id });
  }

  arm(
    principal: string,
    cooker: string,
    { ms, starts }: { readonly ms: number; readonly starts: number },
  ): Promise<boolean> {
    return this.command('arm', { principal, device_id: cooker, lasts_ms: ms, starts });
  }

  disarm(principal?: string): Promise<boolean> {
    return this.command('disarm', principal === undefined ? {} : { principal });
  }

  /** @returns whether the server took it */
  revokeClient(id: string): Promise<boolean> {
    return this.command('revoke-client', { id });
  }

  /** Confirms that the food of a cook was thrown away. @returns whether the server took it */
  discard(cookId: string): Promise<boolean> {
    return this.command('discarded', { cook_id: cookId, confirmed: true });
  }

  /** An assistant confirms it without the password. @throws Error when that suffices */
  async discardUnproven(cookId: string, password?: string): Promise<void> {
    const proof = password === undefined ? {} : { password };
    if (await this.command('discarded', { cook_id: cookId, confirmed: true }, proof))
      throw new Error(`The food of ${cookId} was confirmed without the password`);
  }

  private async command(name: string, args: Json, proof: Proof = { password: PASSWORD }): Promise<boolean> {
    while (this.running.length >= MOST_AT_ONCE) await Promise.race(this.running);
    const sent = command(this.dataDir, name, args, proof);
    const running = sent
      .catch(() => undefined)
      .then(() => {
        this.running = this.running.filter((other) => other !== running);
      });
    this.running.push(running);
    return (await sent).ok;
  }
}
