/**
 * What is loaded when the first mail is sent. It imports no code of this server: the build makes a file of its own of it
 * (scripts/bundle.mjs). The whole of the package would bring sendmail, DKIM and the services of a cloud with it.
 */
export { default as MailComposer } from 'nodemailer/lib/mail-composer';
export { default as SMTPConnection } from 'nodemailer/lib/smtp-connection';
