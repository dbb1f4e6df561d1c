import { Readable } from 'node:stream';
import type { SendResult } from '../alert-channel.js';
import type { Attempt } from '../sending/attempt.js';
import { ATTEMPT_TIMEOUT, cutOffInWords } from '../sending/attempt.js';
import { unreachableInWords } from '../sending/failure-words.js';
import { codeIn, failed, type NotSentError } from '../sending/not-sent-error.js';
import type { Mail } from './mail.js';
import type { SmtpAddress } from './smtp-address.js';

/** The part of nodemailer that is loaded later. */
export type MailLibrary = typeof import('./library.js');

type Connection = InstanceType<MailLibrary['SMTPConnection']>;
type SendInfo = Parameters<Parameters<Connection['send']>[2]>[1];

/** An error of nodemailer. */
interface SmtpError extends Error {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly permanent?: boolean;
  readonly command?: string;
}

/**
 * Sends one mail over a connection of its own. A password is never sent without encryption but to this machine itself.
 * @throws NotSentError
 */
export async function sendMail(
  { SMTPConnection, MailComposer }: MailLibrary,
  server: SmtpAddress,
  mail: Mail,
  attempt: Attempt,
): Promise<SendResult> {
  const raw = await new MailComposer({ ...mail, to: [...mail.to] }).compile().build();
  const connection = new SMTPConnection(optionsFor(server));
  const message = Readable.from([raw]);
  const onAbort = () => connection.close();
  attempt.signal.addEventListener('abort', onAbort);
  try {
    const info = await Promise.race([
      exchange(connection, server, mail, message),
      whenAborted(attempt.signal),
    ]);
    connection.quit();
    return sentInWords(info, mail.to.length);
  } catch (error) {
    connection.close();
    throw failureOf(error as SmtpError, server, attempt, message.readableEnded);
  } finally {
    attempt.signal.removeEventListener('abort', onAbort);
  }
}

/** Without a password, encryption is used where it is offered. On this machine no certificate is asked for. */
const optionsFor = ({ host, port, isSecure, login, isLoopback }: SmtpAddress) => ({
  host,
  port,
  secure: isSecure,
  requireTLS: !isSecure && !isLoopback && login !== null,
  tls: { rejectUnauthorized: !isLoopback },
  connectionTimeout: ATTEMPT_TIMEOUT,
  greetingTimeout: ATTEMPT_TIMEOUT,
  socketTimeout: ATTEMPT_TIMEOUT,
  dnsTimeout: ATTEMPT_TIMEOUT,
  logger: false,
});

async function exchange(
  connection: Connection,
  { login }: SmtpAddress,
  mail: Mail,
  message: Readable,
): Promise<SendInfo> {
  await new Promise<void>((resolve, reject) => {
    // It reports what breaks later too, when nothing waits for it any more.
    connection.on('error', reject);
    connection.connect((error) => (error ? reject(error) : resolve()));
  });
  if (login !== null && connection.allowsAuth)
    await new Promise<void>((resolve, reject) =>
      connection.login({ user: login.user, pass: login.password }, (error) =>
        error ? reject(error) : resolve(),
      ),
    );
  const envelope = { from: mail.from.address, to: [...mail.to] };
  return new Promise((resolve, reject) => {
    connection.once('error', reject);
    connection.once('end', () => reject(new Error('ended')));
    connection.send(envelope, message, (error, info) => (error ? reject(error) : resolve(info)));
  });
}

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    const abort = () => reject(new Error('aborted'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });

function sentInWords(info: SendInfo, recipients: number): SendResult {
  const refusedCount = info?.rejected.length ?? 0;
  if (refusedCount === 0) return { sent: true };
  return { sent: true, detail: `The mail server refuses ${refusedCount} of ${recipients} recipients.` };
}

function failureOf(
  error: SmtpError,
  server: SmtpAddress,
  { cutOff }: Attempt,
  handedOver: boolean,
): NotSentError {
  const { host } = server;
  const mayHaveArrived = handedOver && error.responseCode === undefined;
  if (cutOff !== undefined) return failed(cutOffInWords(host, cutOff), { mayHaveArrived });
  const mayRetry = !(error.permanent === true && AT_THE_MESSAGE.has(error.command ?? ''));
  return failed(failureInWords(error, server, mayHaveArrived), { mayRetry, mayHaveArrived });
}

/** A refusal of these is about the message or who gets it; another is about the server, and may pass. */
const AT_THE_MESSAGE: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);

/** The response of the server is foreign text: of it, only the status is shown. */
function failureInWords(error: SmtpError, { host, isSecure }: SmtpAddress, mayHaveArrived: boolean): string {
  const status = error.responseCode === undefined ? '' : ` (status ${error.responseCode})`;
  const code = codeIn({ code: error.originalCode ?? error.code, name: error.name });
  const sentence = SENTENCES[error.code ?? ''];
  if (sentence !== undefined) return sentence(host, status || ` (${code})`, isSecure);
  if (mayHaveArrived) return `${host} closed the connection before it confirmed the message.`;
  return status === '' ? unreachableInWords(host, code) : `${host} refuses clients${status}.`;
}

/** By the codes of nodemailer's lib/errors. */
const SENTENCES: Readonly<Record<string, (host: string, status: string, isSecure: boolean) => string>> = {
  ETLS: (host, status, isSecure) =>
    isSecure
      ? `${host} does not begin with the encryption that smtps: asks for${status}.`
      : `${host} gives no encryption after STARTTLS${status}, so that neither password nor alert was sent.`,
  EAUTH: (host, status) => `${host} refuses the user name and password${status}.`,
  EENVELOPE: (host, status) => `${host} refuses the sender or every recipient${status}.`,
  EMESSAGE: (host, status) => `${host} refuses the message${status}.`,
};
