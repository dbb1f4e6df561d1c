import type { ApprovalFact } from '../cooking/approvals/approval-facts.js';
import { printable } from '../shared/printable.js';

/** The longest line that is printed, in characters. */
const LONGEST = 1_000;

/** A text as one line: names come from clients, and nothing in them may steer the terminal. */
export const printedLine = (text: string): string => printable(text, LONGEST);

/** Facts below each other, for a person who decides by them. */
export const factLines = (facts: readonly ApprovalFact[]): readonly string[] =>
  facts.map(({ label, text }) => `  ${`${label}:`.padEnd(16)}${printedLine(text)}`);
