import { createHash } from 'node:crypto';
import { printable } from '../../../shared/printable.js';
import type { AlertMessage } from '../alert-channel.js';

/** A mail, as the composer of nodemailer takes it. */
export interface Mail {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly date: Date;
  readonly messageId: string;
  readonly headers: Readonly<Record<string, string>>;
}

const LONGEST_SUBJECT = 200;

/** The mail of a message. Every attempt makes the same, with the same Message-ID: many mail servers drop the second. */
export function mailOf(message: AlertMessage, from: string, to: readonly string[]): Mail {
  const { key, severity, notice, title, text, url, at } = message;
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const id = createHash('sha256').update(key).digest('hex').slice(0, 32);
  const isUrgent = severity === 'critical' && notice !== 'resolved' && notice !== 'test';
  return {
    from: { name: 'Coddle', address: from },
    to,
    subject: printable(title, LONGEST_SUBJECT),
    text: url === undefined ? `${text}\n` : `${text}\n\n${url}\n`,
    date: new Date(at),
    messageId: `<${id}@${domain}>`,
    headers: {
      // No vacation message comes back. RFC 3834, 5.
      'Auto-Submitted': 'auto-generated',
      // RFC 2156, 5.3.4, and what older programs read.
      ...(isUrgent ? { Importance: 'high', 'X-Priority': '1' } : {}),
    },
  };
}
