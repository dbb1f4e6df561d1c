import { Command } from 'commander';
import type { FoodToDiscard } from '../owner/discarded.command.js';
import { cited, nameInSentence } from '../shared/printable.js';
import { CliError } from './cli.errors.js';
import type { CliContext } from './cli-context.js';
import type { OwnerRequest } from '../owner/owner-message.js';
import { askAsOwner, askRunningServer, askServer } from './owner-client.js';
import { factLines } from './fact-lines.js';
import { examples } from './examples.js';

/** What confirms when the food has no name, and is taken instead of the name. */
const THROWN_AWAY = 'thrown away';

/**
 * `coddle discarded COOK_ID`: the owner confirms that the food of a cook that broke off was thrown away, so that the
 * next food on its cooker begins anew. A person types it at a terminal: no program can.
 */
export const discardedCommand = (io: CliContext): Command =>
  new Command('discarded')
    .description(
      'Confirms that the food of an interrupted cook was thrown away, so that its cooker may start again.',
    )
    .argument('<cook_id>', 'the cook_id, as the refusal and the list of cooks show it')
    .addHelpText('after', examples('discarded 5b1f4e0c-8a55-4c5e-9d3e-2f6f0a1b7c42'))
    .action(async (cookId: string) => {
      if (!io.terminal.isInteractive)
        throw new CliError('Only a person at a terminal can confirm this: no pipe, script or option does.');
      const { server, result } = await askRunningServer(io, (one) =>
        askServer(one, discarding(cookId, false)),
      );
      const food = result as FoodToDiscard;
      io.stdout.write(`${factLines(food.facts).join('\n')}\n`);
      const typed = await io.terminal.ask(questionFor(food));
      if (!confirms(typed, food))
        throw new CliError('Nothing was confirmed: the food still counts as there.');
      await askAsOwner(io, server, discarding(cookId, true));
      io.stdout.write(`Confirmed. The next food on ${nameInSentence(food.cooker)} begins anew.\n`);
    });

const discarding = (cookId: string, confirmed: boolean): OwnerRequest => ({
  command: 'discarded',
  arguments: { cook_id: cookId, confirmed },
});

function questionFor({ food, cooker, minutes_in_danger_zone: minutes }: FoodToDiscard): string {
  const name = food === null ? 'The food' : `The food ${cited(food)}`;
  const what = `${name} on ${nameInSentence(cooker)} was between 5 and 54.4 °C for about ${minutes} minutes.`;
  const word = food === null ? THROWN_AWAY : `${food}, or ${THROWN_AWAY}`;
  return `${printable(what)}\nIf you have thrown it away, type: ${printable(word)}\n> `;
}

const confirms = (typed: string, { food }: FoodToDiscard): boolean =>
  [THROWN_AWAY, food?.toLowerCase()].includes(typed.trim().toLowerCase());

/** Names come from clients: nothing in them may steer the terminal. */
const printable = (text: string): string => text.replaceAll(/\p{C}/gu, '?');
