import type { Command, CommanderError } from 'commander';

type Sentence = (path: string, command: Command, message: string) => string;

/** One sentence for each way in which commander finds a command used wrongly. */
const SENTENCES: ReadonlyMap<string, Sentence> = new Map<string, Sentence>([
  ['commander.unknownCommand', unknownCommand],
  [
    'commander.excessArguments',
    (path, command, message) =>
      command.commands.length > 0
        ? unknownCommand(path, command, message)
        : `${path} was given one word too many; ${path} --help shows an example.`,
  ],
  [
    'commander.unknownOption',
    (path, _, message) => `${path} has no such option${nearest(message)}${path} --help lists them all.`,
  ],
  ['commander.invalidArgument', invalid],
  ['commander.missingArgument', needs],
  ['commander.missingMandatoryOptionValue', needs],
  ['commander.optionMissingArgument', needs],
]);

/** What is wrong with the words that a command was given, in sentences that repeat none of them. */
export function usageSentence(command: Command, { code, message }: CommanderError): string {
  const path = pathOf(command);
  const sentence = SENTENCES.get(code)?.(path, command, message);
  return sentence ?? `${path} is not used like this; ${path} --help shows an example.`;
}

/** How a command is typed, such as `coddle journal list`. */
export const pathOf = (command: Command): string =>
  command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;

function unknownCommand(path: string, command: Command, message: string): string {
  const names = command.commands.map((one) => one.name());
  // The whole list of a group is short; that of `coddle` itself is not.
  const which = command.parent === null ? nearest(message, `${path} `) : `: it has ${names.join(', ')}; `;
  return `${path} has no such command${which}${path} --help lists them all.`;
}

/** Commander has compared the word with the names that it knows. */
function nearest(message: string, before = ''): string {
  const [, name] = /Did you mean (?:one of )?([^?]+)\?/.exec(message) ?? [];
  return name === undefined ? '; ' : `. Did you mean ${before}${name}? `;
}

/** The reason comes after the word, which is not repeated. */
function invalid(path: string, _: Command, message: string): string {
  const reason = message.slice(message.lastIndexOf(' is invalid. ') + ' is invalid. '.length);
  const [, flags] = /^error: option '([^']+)'/.exec(message) ?? [];
  return `${path} does not accept that${flags === undefined ? '' : ` for ${flags}`}: ${reason}`;
}

/** Commander quotes the name of what is missing, which is ours. */
function needs(path: string, _: Command, message: string): string {
  const [, name] = /'([^']+)'/.exec(message) ?? [];
  return `${path} needs ${name ?? 'more words'}; ${path} --help shows an example.`;
}
