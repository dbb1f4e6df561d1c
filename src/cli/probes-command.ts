import { Command } from 'commander';
import type { OwnerProbeDto } from '../owner/api/dto/owner-probe.dto.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { examples } from './examples.js';
import { askAsOwner, askRunningServer, askServer, requirePerson } from './owner-client.js';
import { printedLine } from './fact-lines.js';

const MORE_HELP = `
Devices of your own push readings with a key of the scope readings:write. A probe that is new counts for no verdict until
you trust it, and belongs to the key that pushed it first. Where another key pushes it too, that one is refused until you
give the probe to it. trust asks for the owner's password.
`;

/** `coddle probes`: which pushed probes count. */
export function probesCommand(io: CliContext): Command {
  const group = new Command('probes')
    .description('Lists the probes that keys push, and says which of them count for verdicts.')
    .addHelpText('after', MORE_HELP + examples('probes list', 'probes trust garage-smoker-1'));
  group
    .command('list')
    .summary('lists the probes that keys push')
    .description('Lists the probes that keys push, with their newest reading and whether you trust them.')
    .addHelpText('after', examples('probes list'))
    .action(() => list(io));
  group
    .command('trust')
    .argument('<probe_id>', 'the probe, as the list shows it')
    .option('--key <name>', 'the key that it is to belong to, where two push it')
    .summary('has a probe count for verdicts')
    .description('Has the readings of a probe count for verdicts.')
    .addHelpText('after', examples('probes trust garage-smoker-1', 'probes trust garage-smoker-1 --key shed'))
    .action((id: string, { key }: { readonly key?: string }) => trust(io, id, key));
  group
    .command('distrust')
    .argument('<probe_id>', 'the probe, as the list shows it')
    .summary('has a probe count for nothing')
    .description('Has the readings of a probe count for nothing. They are still shown.')
    .addHelpText('after', examples('probes distrust garage-smoker-1'))
    .action((id: string) => distrust(io, id));
  return group;
}

async function probesOf(io: CliContext) {
  const { server, result } = await askRunningServer(io, (one) =>
    askServer(one, { command: 'probes', arguments: {} }),
  );
  return { server, probes: result as readonly OwnerProbeDto[] };
}

async function list(io: CliContext): Promise<void> {
  const { probes } = await probesOf(io);
  if (probes.length === 0) io.stdout.write('No key has pushed a probe.\n');
  for (const probe of probes) io.stdout.write(`${lineOf(probe)}\n`);
}

/** Shows the probe first: the password that follows is the consent to it. */
async function trust(io: CliContext, id: string, key: string | undefined): Promise<void> {
  requirePerson(io.terminal);
  const { server, probes } = await probesOf(io);
  const probe = chosen(probes, id);
  if (probe.claimed_by !== null && probe.claimed_by !== probe.pushed_by && key === undefined)
    throw new CliError(
      `Two keys push this probe: say which it is to belong to, with --key ${printedLine(probe.pushed_by)} or --key ${printedLine(probe.claimed_by)}.`,
    );
  io.stdout.write(`${lineOf(probe)}\n`);
  const args = { probe_id: id, ...(key !== undefined && { pushed_by: key }) };
  const trusted = await askAsOwner(io, server, { command: 'trust-probe', arguments: args });
  io.stdout.write(`${lineOf(trusted as OwnerProbeDto)}\n`);
}

async function distrust(io: CliContext, id: string): Promise<void> {
  requirePerson(io.terminal);
  const { server, probes } = await probesOf(io);
  chosen(probes, id);
  const request = { command: 'distrust-probe', arguments: { probe_id: id } };
  io.stdout.write(`${lineOf((await askAsOwner(io, server, request)) as OwnerProbeDto)}\n`);
}

/** @throws CliError */
function chosen(probes: readonly OwnerProbeDto[], id: string): OwnerProbeDto {
  const found = probes.find(({ probe_id: one }) => one === id);
  if (found === undefined) throw new CliError('No key has pushed a probe of this id: coddle probes list.');
  return found;
}

function lineOf(probe: OwnerProbeDto): string {
  const { probe_id: id, temperature_celsius: value, reading_age_seconds: age, trusted } = probe;
  const reading = value === null || age === null ? 'no reading' : `${value} °C ${Math.round(age)} s ago`;
  const claim = probe.claimed_by === null ? '' : `; the key ${printedLine(probe.claimed_by)} is refused`;
  const by = `pushed by the key ${printedLine(probe.pushed_by)}${claim}`;
  return `${id}  ${trusted ? 'trusted' : 'not trusted'}, ${reading}, ${probe.state.replaceAll('_', ' ')}, ${by}`;
}
