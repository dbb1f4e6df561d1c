/** The messages of class-validator, and the plain message in place of each. `$1` is the name of the field. */
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
/** Where class-validator lists the values that a field may have. */
const CHOICE = / must be one of the following values: (.+)$/;

/** Rules that are left out beside another one that implies them. */
const COVERED: Readonly<Record<string, string>> = { isString: 'maxLength' };

/** The broken rules of a field, by their name in class-validator, each in plain words. */
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
