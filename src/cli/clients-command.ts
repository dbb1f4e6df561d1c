import { Command } from 'commander';
import type { ListedClient, ListedClients } from '../owner/clients.commands.js';
import type { OwnerRequest } from '../owner/owner-message.js';
import { nameInSentence, printable } from '../shared/printable.js';
import type { CliContext } from './cli-context.js';
import { examples } from './examples.js';
import { askAsOwner, askRunningServer, askServer, requirePerson } from './owner-client.js';

const MORE_HELP = `
These are the apps that you let in on the page of this server, such as ChatGPT or Claude, and Home Assistant where
MQTT_URL is set. Keys are something else: see coddle keys.
`;
const ID = 'oauth:5kQ2vmSQktH_5gWa';

/** `coddle clients`: the apps that the owner connected by OAuth. */
export function clientsCommand(io: CliContext): Command {
  const group = new Command('clients')
    .description('Lists and disconnects the apps that you connected.')
    .addHelpText('after', MORE_HELP + examples('clients list', `clients revoke ${ID}`));
  group
    .command('list')
    .summary('lists the connected apps, with their scopes, start policy and last use')
    .description('Lists the connected apps, with their scopes, start policy and last use.')
    .addHelpText('after', examples('clients list'))
    .action(() => list(io));
  group
    .command('revoke')
    .argument('<id>', 'the id in the list')
    .summary('disconnects an app at once')
    .description("Disconnects an app at once. It asks for the owner's password.")
    .addHelpText('after', examples(`clients revoke ${ID}`))
    .action((id: string) => revoke(io, id));
  group
    .command('starts')
    .argument('<id>', 'the id in the list')
    .argument('<how>', 'ask, trusted or never')
    .summary('decides whether an app starts cooks after your approval, at once, or never')
    .description(
      "Decides whether an app starts cooks after your approval (ask), at once (trusted), or never. It asks for the owner's password.",
    )
    .addHelpText('after', examples('clients starts home-assistant ask', `clients starts ${ID} never`))
    .action((id: string, how: string) => changeStarts(io, id, how));
  return group;
}

const LIST: OwnerRequest = { command: 'clients', arguments: {} };

async function list(io: CliContext): Promise<void> {
  const { result } = await askRunningServer(io, (server) => askServer(server, LIST));
  const { clients, more } = result as ListedClients;
  if (clients.length === 0) io.stdout.write('No app is connected.\n');
  for (const client of clients) io.stdout.write(`${lineOf(client)}\n`);
  if (more > 0) io.stdout.write(`… and ${more} more: /owner/apps shows all.\n`);
}

async function revoke(io: CliContext, id: string): Promise<void> {
  requirePerson(io.terminal);
  const { server } = await askRunningServer(io, (one) => askServer(one, LIST));
  const revoked = await askAsOwner(io, server, { command: 'revoke-client', arguments: { id } });
  const { name, host } = revoked as ListedClient;
  io.stdout.write(`Disconnected: ${nameInSentence(name)}, ${printable(host)}.\n`);
}

async function changeStarts(io: CliContext, id: string, how: string): Promise<void> {
  requirePerson(io.terminal);
  const { server } = await askRunningServer(io, (one) => askServer(one, LIST));
  const request = { command: 'client-starts', arguments: { id, start_policy: how } };
  const { name, start_policy: policy } = (await askAsOwner(io, server, request)) as ListedClient;
  io.stdout.write(`${nameInSentence(name)} ${POLICIES[policy] ?? policy} from now on.\n`);
}

/** What a policy means for the starts of a client. */
const POLICIES: Readonly<Record<string, string>> = {
  ask: 'asks before each start',
  trusted: 'starts without asking',
  never: 'never starts',
};

function lineOf({
  id,
  name,
  host,
  scopes,
  start_policy: policy,
  connected_at,
  last_used_at,
}: ListedClient): string {
  const starts = scopes.includes('cook:start') ? `, ${POLICIES[policy] ?? policy}` : '';
  const used = last_used_at === null ? 'not used yet' : `last used ${shown(last_used_at)}`;
  const who = `${nameInSentence(name)}, ${printable(host)}`;
  return `${id}  ${who}: ${scopes.join(' ')}${starts}; connected ${shown(connected_at)}, ${used}`;
}

/** "2026-03-01T12:00Z" */
const shown = (instant: string): string => `${instant.slice(0, 16)}Z`;
