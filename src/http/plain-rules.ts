/** How class-validator says that a rule is broken, and how it is said here. `$1` is the name of the field. */
const WORDS: Readonly<Record<string, readonly [pattern: RegExp, words: string]>> = {
  isNumber: [/^(\S+) must be a number\b.*$/s, '$1 must be a number'],
  isInt: [/^(\S+) must be an integer number$/, '$1 must be a whole number'],
  isBoolean: [/^(\S+) must be a boolean value$/, '$1 must be true or false'],
  isString: [/^(\S+) must be a string$/, '$1 must be text'],
  maxLength: [
    /^(\S+) must be shorter than or equal to (\d+) characters$/,
    '$1 must be text of at most $2 characters',
  ],
};
/** What class-validator says before the values that a field may have. */
const CHOICE = / must be one of the following values: (.+)$/;

/** Rules that need not be told beside another one, which says as much. */
const COVERED: Readonly<Record<string, string>> = { isString: 'maxLength' };

/** The broken rules of a field, by what class-validator calls them, each as a person understands it. */
export function plainRules(constraints: Readonly<Record<string, string>>): [rule: string, message: string][] {
  return Object.entries(constraints)
    .filter(([rule]) => !(COVERED[rule] !== undefined && COVERED[rule] in constraints))
    .map(([rule, message]) => [rule, plainRule(rule, message)]);
}

function plainRule(rule: string, message: string): string {
  if (rule === 'isIn')
    return message.replace(CHOICE, (_all, values: string) => ` must be ${oneOf(values.split(/,\s*/))}`);
  const [pattern, words] = WORDS[rule] ?? [];
  return pattern === undefined ? message : message.replace(pattern, words!);
}

function oneOf(values: readonly string[]): string {
  const [last = '', ...others] = values.toReversed();
  return others.length === 0 ? last : `${others.toReversed().join(', ')} or ${last}`;
}
