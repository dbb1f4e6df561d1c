import { Command, Option } from 'commander';
import { SHAPES, START_STATES } from '../safety/cook-plan.js';
import { askedServer } from './check/asked-server.js';
import { planFields, type PlanFields, type PlanOptions } from './check/plan-fields.js';
import { verdictText, type ShownVerdict } from './check/verdict-text.js';
import type { CliContext } from './cli-context.js';
import { EndedError, UsageError } from './cli.errors.js';
import { examples } from './examples.js';

interface Options extends PlanOptions {
  readonly json?: true;
  readonly copy?: string;
}

const MORE_HELP = `
The running server judges the plan, and takes into account the cooker and the food that was on it before. If no server
is running, the safety engine of this release judges the plan alone. The exit code is 0 if the plan is allowed, and 1 if
it is refused.

Without a food, the command checks whether this release can use the settings and the data of the installation.
`;

/** `coddle check FOOD`: says whether a plan is safe, in the words of `POST /check-cook`. It starts nothing. */
export const checkCommand = (io: CliContext): Command =>
  new Command('check')
    .description('Says whether a plan is safe, and which settings would be. It starts nothing.')
    .argument('[food]', 'the food in plain words, as precise as you can')
    .option('-t, --temperature <celsius>', 'temperature of the water in °C')
    .option('-m, --minutes <minutes>', 'whole minutes at that temperature')
    .option('--thickness <mm>', 'the thickest point of the food in mm')
    .addOption(new Option('--shape <shape>', 'shape of the piece').choices(SHAPES))
    .addOption(new Option('--from <state>', 'where the food comes from').choices(START_STATES))
    .option('--vulnerable', 'someone pregnant, under 5, over 65 or with a weak immune system will eat it')
    .option('--device <id>', 'the cooker by its id, where there are several')
    .option('--json', 'the whole verdict as JSON')
    .addOption(new Option('--copy <folder>', 'what an update asks of a new release').hideHelp())
    .addHelpText(
      'after',
      MORE_HELP +
        examples(
          'check "chicken breast" --temperature 65 --minutes 90',
          'check steak -t 54.5 -m 120 --thickness 40 --from frozen',
        ),
    )
    .action(async (food: string | undefined, options: Options) => {
      if (food !== undefined) return checkPlan(io, food, options);
      if (options.temperature !== undefined || options.minutes !== undefined)
        throw new UsageError('coddle check needs a food, such as coddle check "chicken breast" -t 65 -m 90.');
      const { checkInstallation } = await import('./update/check-installation.js');
      return checkInstallation(io, options.copy);
    });

/** @throws EndedError where the plan is refused */
async function checkPlan(io: CliContext, food: string, options: Options): Promise<void> {
  const fields = planFields(food, options);
  const asked = await askedServer(io, fields);
  const verdict = asked ?? (await judgedHere(io, fields));
  const note = asked === undefined ? [ALONE] : [];
  const text = options.json
    ? JSON.stringify(verdict, null, 2)
    : [...verdictText(fields, verdict), ...note].join('\n');
  io.stdout.write(`${text}\n`);
  if (!verdict.allowed) throw new EndedError(1);
}

const ALONE =
  'No server was asked, so the cooker and the food that was on it before are not taken into account.';

/** The engine is the largest part of the program: it is loaded only where no server responds. */
async function judgedHere(io: CliContext, fields: PlanFields): Promise<ShownVerdict> {
  const { judgePlan } = await import('./check/engine-here.js');
  return judgePlan(fields, io.foods);
}
