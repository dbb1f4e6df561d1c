import { createInterface } from 'node:readline/promises';
import type { ReadStream } from 'node:tty';
import type { Writable } from 'node:stream';
import { CliError } from './cli.errors.js';

/** The terminal at which a person sits. */
export interface OwnerTerminal {
  /** False when words come from a pipe, a file or a program, or go there. */
  readonly isInteractive: boolean;
  /** Asks a question and waits for a line. */
  ask(question: string): Promise<string>;
  /** As `ask`, for a secret: what is typed is not shown. @throws CliError when the person cancels */
  askUnseen(question: string): Promise<string>;
  /** The first line of the standard input, where that is no terminal; empty where there is none. */
  pipedLine(): Promise<string>;
}

/** The terminal of this process. */
export const processTerminal = (): OwnerTerminal => ({
  isInteractive: process.stdin.isTTY === true && process.stdout.isTTY === true,
  ask: async (question) => {
    const lines = createInterface({ input: process.stdin, output: process.stdout });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
  askUnseen: (question) => readUnseen(question, process.stdin, process.stdout),
  pipedLine: () => firstLine(process.stdin),
});

/** The first line of a stream, without its end; what comes after it is not read. */
export async function firstLine(input: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input, crlfDelay: Infinity })) return line;
  return '';
}

/** Keys that mean something while nothing is shown: ASCII control characters. */
const ENTER = ['\r', '\n'];
const CANCEL = ['\u0003', '\u0004'];
const BACKSPACE = ['\u0008', '\u007f'];
/** Ctrl-U, which deletes the whole line. */
const DELETE_LINE = '\u0015';
const ESCAPE = '\u001b';
const UNPRINTABLE = /\p{Cc}/u;

type KeyInput = Pick<
  ReadStream,
  'setRawMode' | 'resume' | 'pause' | 'on' | 'off' | 'unshift' | 'setEncoding'
>;

/** Reads a line from a terminal in raw mode, where nothing is echoed; the mode ends in any case. */
export async function readUnseen(
  question: string,
  input: KeyInput,
  output: Pick<Writable, 'write'>,
): Promise<string> {
  output.write(question);
  input.setEncoding('utf8');
  input.setRawMode(true);
  input.resume();
  try {
    return await typedLine(input);
  } finally {
    input.setRawMode(false);
    input.pause();
    output.write('\n');
  }
}

function typedLine(input: KeyInput): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: string[] = [];
    const end = (settle: () => void) => {
      input.off('data', onKeys).off('end', onEnd);
      settle();
    };
    const onEnd = () => end(() => reject(cancelled()));
    const onKeys = (keys: string) => {
      // An arrow or another key without a character sends a sequence of its own.
      if (keys.startsWith(ESCAPE)) return;
      const characters = Array.from(keys);
      for (const [at, key] of characters.entries()) {
        if (CANCEL.includes(key)) return end(() => reject(cancelled()));
        if (ENTER.includes(key)) return end(() => resolve(lineBefore(characters.slice(at + 1))));
        if (BACKSPACE.includes(key)) typed.pop();
        else if (key === DELETE_LINE) typed = [];
        else if (!UNPRINTABLE.test(key)) typed.push(key);
      }
    };
    /** What was typed ahead, or pasted with it, is for the next question. */
    const lineBefore = (rest: readonly string[]): string => {
      if (rest.length > 0) input.unshift(rest.join(''), 'utf8');
      return typed.join('');
    };
    input.on('data', onKeys).on('end', onEnd);
  });
}

const cancelled = (): CliError => new CliError('Cancelled: nothing was changed.');
