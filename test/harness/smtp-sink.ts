import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, createServer as createSecure, TLSSocket } from 'node:tls';

const FOLDER = join(__dirname, '../fixtures/tls');
const CERTIFICATE = () => ({
  cert: readFileSync(join(FOLDER, 'certificate.pem')),
  key: readFileSync(join(FOLDER, 'key.pem')),
});

/** A mail that was taken. */
export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  /** Whether it came over an encrypted connection. */
  readonly encrypted: boolean;
  /** The user and password that the client signed in with. */
  readonly login: string | undefined;
}

/** How a sink behaves; what is left out, it does as a mail server does. */
export interface SmtpBehaviour {
  /** TLS from the first byte on. */
  readonly secure?: boolean;
  /** Whether STARTTLS is offered, offered and then refused, offered with no handshake after it, or none of it. */
  readonly startTls?: 'works' | 'refused' | 'broken' | 'absent';
  /** `user:password` that is asked for. */
  readonly login?: string;
  /** Replies instead of the usual ones, by command: `MAIL`, `RCPT`, `DATA`, `.` for the end of the message, `GREETING`. */
  readonly replies?: Readonly<Record<string, string>>;
  /** The command after which it says nothing any more, or drops the connection. */
  readonly hangsAt?: string;
  readonly dropsAt?: string;
  /** The one recipient that it does not know. */
  readonly refusedRecipient?: string;
}

/** A real SMTP server on loopback that keeps what it is sent, and behaves as a test says. */
export class SmtpSink {
  readonly mails: SunkMail[] = [];
  /** Every line that clients sent in the clear: what somebody on the way would read. */
  readonly inTheClear: string[] = [];
  /** How many connections hang. */
  silent = 0;
  private readonly sockets = new Set<Socket>();
  private readonly server: Server;
  behaviour: SmtpBehaviour;

  private constructor(behaviour: SmtpBehaviour) {
    this.behaviour = behaviour;
    const take = (socket: Socket) => {
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      new SmtpSession(this, socket, behaviour.secure === true).begin();
    };
    this.server = behaviour.secure === true ? createSecure(CERTIFICATE(), take) : createServer(take);
  }

  static async start(behaviour: SmtpBehaviour = {}): Promise<SmtpSink> {
    const sink = new SmtpSink(behaviour);
    await new Promise<void>((listening) => sink.server.listen(0, '127.0.0.1', listening));
    return sink;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.sockets.size;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The address of it. @param login `user:password` */
  url(login = '', host = '127.0.0.1'): string {
    const scheme = this.behaviour.secure === true ? 'smtps' : 'smtp';
    return `${scheme}://${login === '' ? '' : `${login}@`}${host}:${this.port}`;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }
}

/** One connection of a client. */
class SmtpSession {
  private login: string | undefined;
  private from = '';
  private to: string[] = [];
  private data: string | undefined;
  private received = '';
  private isSilent = false;

  constructor(
    private readonly sink: SmtpSink,
    private socket: Socket,
    private encrypted: boolean,
  ) {}

  begin(): void {
    this.listen();
    this.reply('GREETING', '220 sink ESMTP');
  }

  private listen(): void {
    this.socket.on('error', () => undefined);
    this.socket.setEncoding('utf8').on('data', (text: string) => this.take(text));
  }

  private take(text: string): void {
    this.received += text;
    for (let end = this.received.indexOf('\r\n'); end >= 0; end = this.received.indexOf('\r\n')) {
      const line = this.received.slice(0, end);
      this.received = this.received.slice(end + 2);
      if (!this.encrypted) this.sink.inTheClear.push(line);
      if (this.data === undefined) this.command(line);
      else this.dataLine(line);
    }
  }

  private command(line: string): void {
    const [, word = '', rest = ''] = /^(\w+) ?(.*)$/.exec(line) ?? [];
    const name = word.toUpperCase();
    switch (name) {
      case 'EHLO':
        return this.write(this.greeting());
      case 'STARTTLS':
        return this.startTls();
      case 'AUTH':
        return this.authenticate(rest);
      case 'MAIL':
        this.from = /<(.*?)>/.exec(rest)?.[1] ?? '';
        this.to = [];
        return this.reply(name, this.mayMail() ? '250 2.1.0 ok' : '530 5.7.0 sign in first');
      case 'RCPT':
        return this.recipient(/<(.*?)>/.exec(rest)?.[1] ?? '');
      case 'DATA':
        this.data = this.sink.behaviour.replies?.['DATA'] === undefined ? '' : undefined;
        return this.reply(name, '354 go on');
      case 'QUIT':
        this.write('221 bye');
        return void this.socket.end();
      default:
        return this.reply(name, '250 ok');
    }
  }

  private recipient(address: string): void {
    const isKnown = address !== this.sink.behaviour.refusedRecipient;
    if (isKnown) this.to.push(address);
    this.reply('RCPT', isKnown ? '250 2.1.5 ok' : '550 5.1.1 not known');
  }

  private mayMail(): boolean {
    return this.sink.behaviour.login === undefined || this.login !== undefined;
  }

  private dataLine(line: string): void {
    if (line !== '.') {
      this.data += `${line.replace(/^\./, '')}\r\n`;
      return;
    }
    const raw = this.data ?? '';
    this.data = undefined;
    const isRefused = this.sink.behaviour.replies?.['.'] !== undefined;
    const { from, to, encrypted, login } = this;
    if (!isRefused) this.sink.mails.push({ from, to, raw, encrypted, login });
    this.reply('.', '250 2.0.0 taken');
  }

  private greeting(): string {
    const { startTls = 'absent', login } = this.sink.behaviour;
    const offers = !this.encrypted && startTls !== 'absent' ? ['STARTTLS'] : [];
    const lines = ['sink', ...offers, ...(login === undefined ? [] : ['AUTH PLAIN']), '8BITMIME'];
    return lines.map((line, index) => `250${index === lines.length - 1 ? ' ' : '-'}${line}`).join('\r\n');
  }

  private startTls(): void {
    const { startTls = 'absent' } = this.sink.behaviour;
    if (startTls === 'absent') return this.write('502 5.5.1 not known');
    if (startTls === 'refused') return this.write('454 4.7.0 not now');
    this.write('220 2.0.0 go ahead');
    if (startTls === 'broken') return void this.socket.removeAllListeners('data');
    this.socket.removeAllListeners('data');
    this.socket = new TLSSocket(this.socket, {
      isServer: true,
      secureContext: createSecureContext(CERTIFICATE()),
    });
    this.encrypted = true;
    this.listen();
  }

  private authenticate(rest: string): void {
    const [, encoded = ''] = /^PLAIN (.*)$/.exec(rest) ?? [];
    const [, user = '', password = ''] = Buffer.from(encoded, 'base64').toString('utf8').split('\0');
    const isRight = `${user}:${password}` === this.sink.behaviour.login;
    if (isRight) this.login = `${user}:${password}`;
    this.reply('AUTH', isRight ? '235 2.7.0 welcome' : '535 5.7.8 not you');
  }

  private reply(command: string, usual: string): void {
    const { replies, hangsAt, dropsAt } = this.sink.behaviour;
    if (dropsAt === command) return void this.socket.destroy();
    if (hangsAt === command) {
      this.isSilent = true;
      this.sink.silent += 1;
    }
    this.write(replies?.[command] ?? usual);
  }

  private write(text: string): void {
    if (!this.isSilent && !this.socket.destroyed) this.socket.write(`${text}\r\n`);
  }
}
