import { Command } from 'commander';
import { passwordProblem } from '../auth/owner/password-rule.js';
import type { MadeLink } from '../owner/login-link.command.js';
import type { OwnerRequest } from '../owner/owner-message.js';
import type { PasswordState } from '../owner/password.commands.js';
import type { ListedSession } from '../owner/sessions.commands.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { localAddress } from './doctor/local-server.js';
import { examples } from './examples.js';
import { askAsOwner, askRunningServer, askServer, requirePerson } from './owner-client.js';
import type { ServerHere } from './server-here.js';

const MORE_HELP = `
A person types these at a terminal: an assistant with a shell is a client too, so no pipe, option or variable passes a
password. Once a password is set, each of them asks for it. Until then only the permissions of the server's socket
protect set-password and login-link: only the user of the server and root can open it, and whoever can do that can
also read the database.

Forgotten: touch the file forget-owner-password in the folder of the settings (/etc/coddle), then set another one.
`;

/** `coddle owner`: the owner's password, login links, and the browsers in which the owner is signed in. */
export function ownerCommand(io: CliContext): Command {
  const group = new Command('owner')
    .description("Sets the owner's password, makes a login link, and lists and ends sessions.")
    .addHelpText('after', MORE_HELP + examples('owner set-password', 'owner sessions'));
  group
    .command('set-password')
    .summary('sets the password with which the owner signs in')
    .description('Sets the password with which the owner signs in. It is asked for twice and not shown.')
    .addHelpText('after', examples('owner set-password'))
    .action(() => setPassword(io));
  group
    .command('login-link')
    .summary('prints a link that signs in one browser, once, within 10 minutes')
    .description('Prints a link that signs in one browser, once, within 10 minutes.')
    .addHelpText('after', examples('owner login-link'))
    .action(() => makeLink(io));
  const sessions = group
    .command('sessions')
    .summary('lists the browsers in which the owner is signed in')
    .description('Lists the browsers in which the owner is signed in.')
    .addHelpText('after', examples('owner sessions', 'owner sessions revoke all'))
    .action(() => listSessions(io));
  sessions
    .command('revoke')
    .argument('<id>', 'the id in the list, or all')
    .summary('signs out a browser')
    .description('Signs out a browser, or all of them.')
    .addHelpText('after', examples('owner sessions revoke 1f0c9a7b3d', 'owner sessions revoke all'))
    .action((id: string) => revokeSessions(io, id));
  return group;
}

const commanding = (command: string, args: OwnerRequest['arguments'] = {}): OwnerRequest => ({
  command,
  arguments: args,
});

/** The running server, and whether the owner has a password there. */
async function serverOf(io: CliContext): Promise<{ readonly server: ServerHere; readonly isSet: boolean }> {
  requirePerson(io.terminal);
  const { server, result } = await askRunningServer(io, (one) =>
    askServer(one, commanding('password-state')),
  );
  return { server, isSet: (result as PasswordState).is_set };
}

async function asOwner(io: CliContext, request: OwnerRequest) {
  const { server } = await serverOf(io);
  return { server, result: await askAsOwner(io, server, request) };
}

async function setPassword(io: CliContext): Promise<void> {
  const { server, isSet } = await serverOf(io);
  const { terminal, stdout } = io;
  const password = isSet ? await terminal.askUnseen("The owner's password: ") : undefined;
  const chosen = await terminal.askUnseen('New password: ');
  const problem = passwordProblem(chosen);
  if (problem !== undefined) throw new CliError(`${problem} Nothing was changed.`);
  if ((await terminal.askUnseen('The same again: ')) !== chosen)
    throw new CliError('The two differ: nothing was changed.');
  const request = commanding('set-password', { new_password: chosen });
  const result = await askServer(server, { ...request, ...(password !== undefined && { password }) });
  const { ended } = result as { readonly ended: number };
  stdout.write(
    `The password is set. ${ended === 0 ? '' : 'Every browser is signed out. '}${signInAt(server)}\n`,
  );
}

const signInAt = (server: ServerHere): string => {
  const address = addressOf(server);
  return address === undefined ? 'Sign in at /owner/sign-in.' : `Sign in at ${address}/owner/sign-in`;
};

/** Where browsers reach the server; undefined when only the server knows its port. */
const addressOf = ({ settings }: ServerHere): string | undefined =>
  settings.publicUrl ?? localAddress(settings);

async function makeLink(io: CliContext): Promise<void> {
  const { server, result } = await asOwner(io, commanding('login-link'));
  const { path, minutes } = result as MadeLink;
  io.stdout.write(`${addressOf(server) ?? ''}${path}\n`);
  io.stderr.write(
    `It signs in one browser, once, within ${minutes} minutes. Whoever opens it is the owner.\n`,
  );
}

async function listSessions(io: CliContext): Promise<void> {
  const { result } = await asOwner(io, commanding('sessions'));
  const sessions = result as readonly ListedSession[];
  if (sessions.length === 0) io.stdout.write('The owner is signed in nowhere.\n');
  for (const { id, device, by, signed_in_at, used_at } of sessions) {
    io.stdout.write(`${id}  ${device}, signed in by ${by} ${shown(signed_in_at)}, used ${shown(used_at)}\n`);
  }
}

async function revokeSessions(io: CliContext, id: string): Promise<void> {
  const { result } = await asOwner(io, commanding('revoke-sessions', { id }));
  const { ended } = result as { readonly ended: number };
  io.stdout.write(`Signed out: ${ended === 1 ? 'one browser' : `${ended} browsers`}.\n`);
}

/** "2026-03-01T12:00Z" */
const shown = (instant: string): string => `${instant.slice(0, 16)}Z`;
