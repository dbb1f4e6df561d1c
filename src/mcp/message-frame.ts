/** What the readable part of a message says of itself, outside of the arguments of its call. */
export interface MessageFrame {
  readonly id?: unknown;
  readonly method?: unknown;
  /** The name in its `params`. */
  readonly name?: unknown;
}

/** A token of JSON: a mark, a text, or anything else that is complete, since the next token has begun. */
const TOKEN = /\s*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|([^\s{}[\],:"]+)(?=[\s{}[\],:"]))/gsy;
/** Where the fields stand that are read, by their path in a message. */
const FIELDS: Readonly<Record<string, keyof MessageFrame>> = {
  id: 'id',
  method: 'method',
  'params/name': 'name',
};

/** An object or a list that is open at some place of a text. */
interface Level {
  readonly isObject: boolean;
  /** The name of the field whose value comes next; undefined where a name does. */
  field: string | undefined;
}

/**
 * Reads the frames of the messages in a text that is no JSON as a whole: cut off, or wrong somewhere. What stands in the
 * arguments of a call, or in a text, is never taken for a frame.
 */
export function framesIn(text: string): readonly MessageFrame[] {
  const frames: MessageFrame[] = [];
  const levels: Level[] = [];
  for (const [, mark, quoted, other] of text.matchAll(TOKEN)) {
    if (mark === '{' || mark === '[') {
      if (isMessage(levels, mark)) frames.push({});
      levels.push({ isObject: mark === '{', field: undefined });
    } else if (mark === '}' || mark === ']') {
      if (levels.pop()?.isObject !== (mark === '}')) break;
    } else if (mark === ',') next(levels);
    else if (mark === undefined) note(frames, levels, quoted ?? other!);
  }
  return frames;
}

/** Whether an object that begins here is a message: alone, or in the list of a batch. */
const isMessage = (levels: readonly Level[], mark: string): boolean =>
  mark === '{' && (levels.length === 0 || (levels.length === 1 && !levels[0]!.isObject));

function next(levels: readonly Level[]): void {
  const level = levels.at(-1);
  if (level !== undefined) level.field = undefined;
}

/** Notes the name of a field, or its value where that is one of the frame. */
function note(frames: MessageFrame[], levels: readonly Level[], token: string): void {
  const level = levels.at(-1);
  if (level?.isObject && level.field === undefined) {
    const name = valueOf(token);
    level.field = typeof name === 'string' ? name : '';
    return;
  }
  const inMessage = levels[0]?.isObject === false ? levels.slice(1) : levels;
  const isNamed = inMessage.every(({ isObject }) => isObject);
  const field = isNamed ? FIELDS[inMessage.map((one) => one.field).join('/')] : undefined;
  const frame = frames.at(-1);
  if (field !== undefined && frame !== undefined)
    frames[frames.length - 1] = { ...frame, [field]: valueOf(token) };
}

function valueOf(token: string): unknown {
  try {
    return JSON.parse(token) as unknown;
  } catch {
    return undefined;
  }
}
