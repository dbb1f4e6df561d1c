import { join } from 'node:path';
import { CredentialsFileError, InvalidFernetTokenError, type FernetRefusal } from './config.errors.js';
import { Fernet } from './fernet.js';
import { readPrivateFile, type FileName } from './private-file.js';
import { SETTINGS, type Given } from './settings.js';

/** Where the credentials files lie, and what opens the encrypted one. */
export interface CredentialsPlace {
  /** The current folder. */
  readonly folder: string;
  /** The folder of the files, as the operator gave it. */
  readonly configDir: string;
  /** Fernet keys; undefined when they are set but unusable, which is reported elsewhere. */
  readonly encryptionKeys: readonly string[] | undefined;
  readonly now: Date;
}

/** What the credentials files gave, and what is wrong with them. */
export interface CredentialsFound {
  /** Values by name of the variable, the file that wins in front. */
  readonly sources: readonly Given[];
  readonly problems: readonly string[];
}

/** Reads `credentials.enc`, then `credentials.json`. Each may be away; nothing wrong with one hides the other. */
export function readCredentials(place: CredentialsPlace): CredentialsFound {
  const problems: string[] = [];
  const sources = [readEncrypted, readPlain].map((read) => {
    try {
      return read(place, problems);
    } catch (error) {
      if (!(error instanceof CredentialsFileError)) throw error;
      problems.push(error.message);
      return {};
    }
  });
  return { sources, problems };
}

/**
 * The settings in the text of a credentials file, by their names in the file.
 * @throws CredentialsFileError when it is not a JSON object
 */
export function parseCredentials(text: string, file: string): Map<string, unknown> {
  const value = parseJson(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return new Map(Object.entries(value));
  throw new CredentialsFileError(`${file} is not a JSON object, such as { "api_key": "…" }: mend its form`);
}

/** One sentence for each kind of name that a credentials file cannot hold; never a value. */
export function problemsOfNames(names: Iterable<string>, file: string): string[] {
  const strange = [...names].filter((name) => !NAMES_IN_FILE.has(name));
  const misplaced = strange.filter((name) => NAMES_ELSEWHERE.has(name));
  const unknown = new Set(strange.filter((name) => !NAMES_ELSEWHERE.has(name)).map(shown));
  return [
    ...misplaced.map((name) => `${file} holds ${name}, which only the environment may hold: move it there`),
    ...(unknown.size === 0
      ? []
      : [`${file} holds what is no setting (${[...unknown].join(', ')}): config/example.env names them all`]),
  ];
}

/**
 * The text inside an encrypted credentials file.
 * @throws CredentialsFileError when no key opens it
 */
export function decryptCredentials(token: string, file: string, keys: readonly string[], now: Date): string {
  try {
    // An editor or a shell may have ended the file with a line break, which is no part of the token.
    return new Fernet(keys).decrypt(token.trimEnd(), { now }).toString();
  } catch (error) {
    if (!(error instanceof InvalidFernetTokenError)) throw error;
    throw new CredentialsFileError(`${file} ${REFUSALS[error.reason]}`, { cause: error });
  }
}

const REFUSALS: Record<FernetRefusal, string> = {
  malformed: 'is not a Fernet token: make it with coddle credentials, or npm run credentials',
  unauthentic:
    'was not sealed with a key in ENCRYPTION_KEY, or is damaged: set the right key, or make it again',
  future: "was made in the future: set this machine's clock, or make the file again",
  expired: 'is too old: make it again',
  padding: 'is damaged: make it again with coddle credentials, or npm run credentials',
};

function readPlain(place: CredentialsPlace, problems: string[]): Given {
  const name = nameOf(place, 'credentials.json');
  const text = readPrivateFile(name);
  return text === undefined ? {} : toGiven(text, name.file, problems);
}

function readEncrypted(place: CredentialsPlace, problems: string[]): Given {
  const name = nameOf(place, 'credentials.enc');
  const token = readPrivateFile(name);
  if (token === undefined || place.encryptionKeys === undefined) return {};
  if (place.encryptionKeys.length === 0) {
    throw new CredentialsFileError(
      `ENCRYPTION_KEY is missing: without it ${name.file} cannot be opened; set it in the environment`,
    );
  }
  const text = decryptCredentials(token, name.file, place.encryptionKeys, place.now);
  return toGiven(text, name.file, problems);
}

function toGiven(text: string, file: string, problems: string[]): Given {
  const settings = parseCredentials(text, file);
  problems.push(...problemsOfNames(settings.keys(), file));
  return Object.fromEntries([...NAMES_IN_FILE].map(([name, variable]) => [variable, settings.get(name)]));
}

const nameOf = ({ folder, configDir }: CredentialsPlace, file: string): FileName => ({
  folder,
  file: join(configDir, file),
});

const ALL_SETTINGS = Object.values(SETTINGS);
const byNameInFile = (settings: typeof ALL_SETTINGS): ReadonlyMap<string, string> =>
  new Map(settings.map(({ variable }) => [variable.toLowerCase(), variable]));
const NAMES_IN_FILE = byNameInFile(ALL_SETTINGS.filter(({ onlyInEnvironment }) => !onlyInEnvironment));
const NAMES_ELSEWHERE = byNameInFile(ALL_SETTINGS.filter(({ onlyInEnvironment }) => onlyInEnvironment));

// Name and value may be swapped, so only what has the form of a name is shown.
const shown = (name: string): string => (/^[a-z_]{1,32}$/i.test(name) ? name : 'something unnamed');

// The parser's own error quotes the text, which holds the secrets: it goes no further than here.
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
