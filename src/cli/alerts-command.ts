import { Command } from 'commander';
import type { AlertChannelsDto, ChannelTestDto } from '../alerts/dto/alert-channel.dto.js';
import type { AlertRulesDto } from '../alerts/dto/alert-rule.dto.js';
import type { AcknowledgedAlertDto, AlertsDto, AlertWithDeliveriesDto } from '../alerts/dto/alert.dto.js';
import { alertLine, alertLines, channelLine, ruleLine } from './alert-lines.js';
import { CliError, EndedError, UsageError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import { examples } from './examples.js';
import { printedLine } from './fact-lines.js';
import { keyedRequest } from './keyed-request.js';

const MORE_HELP = `
Channels are set up in the settings: docs/alert-channels.md. Rules are changed on the page.
`;
const ID = '5f0c1d0e-7c1b-4a52-9f5e-2b6b1b8f4c11';
/** The most alerts that one request lists. */
const MOST = 100;
/** A test waits for the channel, which may take 15 s; in milliseconds. */
const TEST_TIMEOUT = 25_000;
/** The ids of alerts are UUIDs; a beginning of one is at least so long. */
const BEGINNING = /^[0-9a-f][0-9a-f-]{3,35}$/i;
const WHOLE_ID = 36;

/** `coddle alerts`: what needs attention, and the channels that reach people. */
export function alertsCommand(io: CliContext): Command {
  const group = new Command('alerts')
    .description('Lists and acknowledges alerts, lists rules and channels, and tests a channel.')
    .addHelpText(
      'after',
      MORE_HELP + examples('alerts list', `alerts acknowledge ${ID}`, 'alerts test ntfy'),
    );
  group
    .command('list')
    .option('--all', 'also those that are over, the newest 100')
    .summary('lists the alerts that are open')
    .description('Lists the alerts that are open.')
    .addHelpText('after', examples('alerts list', 'alerts list --all'))
    .action(({ all }: { all?: true }) => list(io, all === true ? 'all' : 'open'));
  for (const { name, summary, act } of BY_ID)
    group
      .command(name)
      .argument('<alert_id>', 'the id in the list, or its beginning')
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addHelpText('after', examples(`alerts ${name} ${ID}`))
      .action(async (id: string) => act(io, await wholeId(io, id)));
  for (const { name, summary, act } of LISTS)
    group
      .command(name)
      .summary(summary)
      .description(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`)
      .addHelpText('after', examples(`alerts ${name}`))
      .action(() => act(io));
  group
    .command('test')
    .argument('<channel>', 'its name, as the list of channels shows it')
    .summary('sends a test by a channel')
    .description('Sends a test by a channel, and says whether the channel took it.')
    .addHelpText('after', examples('alerts test ntfy'))
    .action((name: string) => test(io, name));
  return group;
}

async function list(io: CliContext, state: 'open' | 'all'): Promise<void> {
  const { alerts, next_cursor: next } = await alertsOf(io, state);
  if (alerts.length === 0)
    io.stdout.write(state === 'open' ? 'No alert is open.\n' : 'There was no alert.\n');
  for (const alert of alerts) io.stdout.write(`${alertLine(alert)}\n`);
  if (next !== null) io.stdout.write('There are older ones: the page shows them.\n');
}

const alertsOf = async (io: CliContext, state: 'open' | 'all'): Promise<AlertsDto> =>
  (await keyedRequest(io, `/alerts?state=${state}&limit=${MOST}`)) as unknown as AlertsDto;

/** The id that begins so. @throws CliError when there is none, or several */
async function wholeId(io: CliContext, text: string): Promise<string> {
  if (!BEGINNING.test(text))
    throw new UsageError('An alert is named by its id, as coddle alerts list shows it, or its beginning.');
  if (text.length === WHOLE_ID) return text.toLowerCase();
  const { alerts } = await alertsOf(io, 'all');
  const found = alerts.filter(({ alert_id: id }) => id.startsWith(text.toLowerCase()));
  if (found.length === 0) throw new CliError('No alert has an id that begins so: coddle alerts list --all.');
  if (found.length > 1) throw new CliError('Several alerts have an id that begins so: type more of it.');
  return found[0]!.alert_id;
}

async function show(io: CliContext, id: string): Promise<void> {
  const alert = (await keyedRequest(io, `/alerts/${id}`)) as unknown as AlertWithDeliveriesDto;
  io.stdout.write(`${alertLines(alert).join('\n')}\n`);
}

async function acknowledge(io: CliContext, id: string): Promise<void> {
  const question = { method: 'POST', body: '{}' } as const;
  const result = await keyedRequest(io, `/alerts/${id}/acknowledge`, question);
  io.stdout.write(`${printedLine((result as unknown as AcknowledgedAlertDto).summary)}\n`);
}

async function rules(io: CliContext): Promise<void> {
  const { rules: all } = (await keyedRequest(io, '/alert-rules')) as unknown as AlertRulesDto;
  for (const rule of all) io.stdout.write(`${ruleLine(rule)}\n`);
}

async function channels(io: CliContext): Promise<void> {
  const found = (await keyedRequest(io, '/alert-channels')) as unknown as AlertChannelsDto;
  const { channels: all, problems } = found;
  if (all.length === 0) io.stdout.write('No channel is set up: alerts are shown on the page only.\n');
  for (const channel of all) io.stdout.write(`${channelLine(channel)}\n`);
  for (const problem of problems) io.stdout.write(`${printedLine(problem)}\n`);
}

/** Ends with 1 where the channel did not take it, for scripts. */
async function test(io: CliContext, name: string): Promise<void> {
  if (!/^[a-z0-9-]{1,40}$/.test(name))
    throw new UsageError('A channel is named as coddle alerts channels shows it.');
  const question = { method: 'POST', body: '{}', timeout: TEST_TIMEOUT } as const;
  const result = await keyedRequest(io, `/alert-channels/${name}/test`, question);
  const { status, summary } = result as unknown as ChannelTestDto;
  io.stdout.write(`${printedLine(summary)}\n`);
  if (status !== 'sent') throw new EndedError(1);
}

const BY_ID = [
  { name: 'show', summary: 'shows an alert with every attempt to send it', act: show },
  {
    name: 'acknowledge',
    summary: 'acknowledges an alert, so that no further channel is tried',
    act: acknowledge,
  },
] as const;

const LISTS = [
  { name: 'rules', summary: 'lists the rules', act: rules },
  {
    name: 'channels',
    summary: 'lists the channels, and how the newest attempt of each ended',
    act: channels,
  },
] as const;
