import { rule as english } from './en/rule.js';
import { t } from './t.js';

/** The name of a rule: of one that comes with the server in the language of the page, any other as its owner wrote it. */
export const ruleName = (name: string): string => (isKnown(name) ? t(`rule.${name}`) : name);

const isKnown = (name: string): name is keyof typeof english => Object.hasOwn(english, name);
