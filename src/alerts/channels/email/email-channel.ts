import type { Clock } from '../../../shared/clock.js';
import { loadLater } from '../../../shared/load-later.js';
import type { AlertChannel, AlertMessage, SendResult } from '../alert-channel.js';
import { withinAttempt } from '../sending/attempt.js';
import { resultOf } from '../sending/not-sent-error.js';
import type { EmailSettings } from '../settings/channel-settings.js';
import { mailOf } from './mail.js';
import { sendMail, type MailLibrary } from './send-mail.js';
import { smtpAddress, type SmtpAddress } from './smtp-address.js';

/** Sends e-mail through a mail server. */
export class EmailChannel implements AlertChannel {
  readonly kind = 'email';
  /** The Message-ID is the same at each attempt, and many mail servers drop the second; none has to. */
  readonly dropsRepeats = false;
  readonly name: string;
  readonly target: string;
  private readonly server: SmtpAddress;
  private readonly from: string;

  constructor(
    private readonly settings: EmailSettings,
    private readonly clock: Clock,
    private readonly load: () => Promise<MailLibrary> = loadLibrary,
  ) {
    this.name = settings.name;
    this.server = smtpAddress(settings.smtpUrl);
    this.from = settings.from ?? senderOf(this.server, settings.to);
    this.target = `${settings.to.map(masked).join(', ')} via ${this.server.host}`;
  }

  send(message: AlertMessage, signal: AbortSignal): Promise<SendResult> {
    const mail = mailOf(message, this.from, this.settings.to);
    return resultOf(async () => {
      const library = await this.load();
      return withinAttempt(this.clock, signal, (attempt) => sendMail(library, this.server, mail, attempt));
    });
  }
}

const loadLibrary = (): Promise<MailLibrary> => loadLater(() => import('./library.js'));

/** Mail servers refuse a sender that is not theirs: the user of the account, else whoever gets the mail. */
function senderOf({ from, login }: SmtpAddress, to: readonly string[]): string {
  const user = login?.user.includes('@') === true ? login.user : undefined;
  return from ?? user ?? to[0] ?? 'coddle@localhost';
}

/** `j…@example.org` */
const masked = (address: string): string =>
  `${address.slice(0, 1)}…${address.slice(address.lastIndexOf('@'))}`;
