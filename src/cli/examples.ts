/** The examples at the end of a help text. @param lines words of the command line after `coddle` */
export const examples = (...lines: string[]): string =>
  `\n${lines.length === 1 ? 'Example' : 'Examples'}:\n${lines.map((words) => `  coddle ${words}`).join('\n')}`;
