import { Command } from 'commander';
import type { ListedApproval } from '../owner/approvals.commands.js';
import type { OwnerRequest } from '../owner/owner-message.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { factLines, printedLine } from './fact-lines.js';
import { examples } from './examples.js';
import { askAsOwner, askRunningServer, askServer, requirePerson } from './owner-client.js';
import type { ServerHere } from './server-here.js';

const MORE_HELP = `
Clients that have to ask wait for your approval of each start, for 10 minutes. approve starts exactly the cook that is
shown, at once and once, and asks for the owner's password: an assistant with a shell cannot approve.
`;
const ID = '0d9f2c34-6f0a-4a6b-9a51-3b1f5a1d7e22';

/** `coddle approvals`: the starts that wait for the owner. */
export function approvalsCommand(io: CliContext): Command {
  const group = new Command('approvals')
    .description('Lists, approves and denies the starts that wait for the owner.')
    .addHelpText('after', MORE_HELP + examples('approvals list', `approvals approve ${ID}`));
  group
    .command('list')
    .summary('lists the starts that wait for you, with plan and verdict')
    .description(
      'Lists the starts that wait for the owner, with the exact plan and verdict, and the outcomes of a day.',
    )
    .addHelpText('after', examples('approvals list'))
    .action(() => list(io));
  for (const [name, summary] of [
    ['approve', 'approves a start, and starts its cook at once'],
    ['deny', 'denies a start; the same plan is then refused for 10 minutes'],
  ] as const) {
    group
      .command(name)
      .argument('<approval_id>', 'the id in the list, or its beginning')
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addHelpText('after', examples(`approvals ${name} ${ID}`))
      .action((id: string) => decide(io, name, id));
  }
  return group;
}

const LIST: OwnerRequest = { command: 'approvals', arguments: {} };

async function approvalsOf(io: CliContext) {
  const { server, result } = await askRunningServer(io, (one) => askServer(one, LIST));
  return { server, approvals: result as readonly ListedApproval[] };
}

async function list(io: CliContext): Promise<void> {
  const { approvals } = await approvalsOf(io);
  const waiting = approvals.filter(({ state }) => state === 'pending');
  if (waiting.length === 0) io.stdout.write('No start waits for your approval.\n');
  for (const approval of waiting) io.stdout.write(`${shown(approval)}\n`);
  for (const approval of approvals.filter(({ state }) => state !== 'pending'))
    io.stdout.write(`${approval.approval_id}  ${printedLine(approval.summary)}\n`);
}

/** Shows the exact plan first: the password that follows is the consent to it. */
async function decide(io: CliContext, command: 'approve' | 'deny', id: string): Promise<void> {
  requirePerson(io.terminal);
  const { server, approvals } = await approvalsOf(io);
  const approval = chosen(approvals, id);
  io.stdout.write(shown(approval));
  const decided = await decideAt(io, server, { command, arguments: { approval_id: approval.approval_id } });
  io.stdout.write(`${printedLine(decided.summary)}\n`);
  if (command === 'approve' && decided.state === 'failed') throw new CliError('The cook did not start.');
}

const decideAt = async (io: CliContext, server: ServerHere, request: OwnerRequest): Promise<ListedApproval> =>
  (await askAsOwner(io, server, request)) as ListedApproval;

/** @throws CliError when none or several begin like that */
function chosen(approvals: readonly ListedApproval[], id: string): ListedApproval {
  const found = approvals.filter(({ approval_id }) => approval_id.startsWith(id));
  if (found.length === 1) return found[0]!;
  const problem =
    found.length === 0 ? 'There is no approval with this id' : 'Several approvals begin like that';
  throw new CliError(`${problem}: coddle approvals list shows them.`);
}

function shown({ approval_id: id, facts, warnings }: ListedApproval): string {
  return [id, ...factLines(facts), ...warnings.map((text) => `  ! ${printedLine(text)}`), ''].join('\n');
}
