import { fieldOf } from '../../wire-values.js';

/** What a sign-in gives. Both tokens are secrets. */
export interface SignedIn {
  /** Signs requests for about an hour. */
  readonly idToken: string;
  /** Gives the next id token; it may be replaced each time. */
  readonly refreshToken: string;
  readonly userId: string;
  /** How long the id token is valid, in ms. */
  readonly validFor: number;
}

/** Where the vendor keeps its data. */
export interface WebConfig {
  readonly projectId: string;
  /** The storage of the archives' files; undefined where it is not known. */
  readonly bucket: string | undefined;
}

/** Why a sign-in was refused. */
export type SignInRefusal = 'credentials' | 'disabled' | 'too_many_attempts' | 'unknown';

const LONGEST_TOKEN = 8_192;
const TOKEN = /^[\x21-\x7e]+$/;
const PROJECT = /^[a-z0-9][a-z0-9.-]{1,100}$/;
const USER_ID = /^[\w-]{1,128}$/;
/** Where no time is given, in seconds: the usual one of Firebase. */
const USUAL_LIFE = 3_600;

/** Decodes the response to a sign-in with a password. @returns undefined where it is none */
export const decodeSignIn = (body: unknown): SignedIn | undefined =>
  signedIn(body, ['idToken', 'refreshToken', 'localId', 'expiresIn']);

/** Decodes the response to a refresh token. @returns undefined where it is none */
export const decodeRefresh = (body: unknown): SignedIn | undefined =>
  signedIn(body, ['id_token', 'refresh_token', 'user_id', 'expires_in']);

function signedIn(body: unknown, names: readonly [string, string, string, string]): SignedIn | undefined {
  const [idToken, refreshToken, userId, life] = names.map((name) => fieldOf(body, name));
  if (!isToken(idToken) || !isToken(refreshToken)) return undefined;
  if (typeof userId !== 'string' || !USER_ID.test(userId)) return undefined;
  // Seconds as text, as Firebase sends them.
  const seconds = typeof life === 'string' && /^\d{1,7}$/.test(life) ? Number(life) : USUAL_LIFE;
  return { idToken, refreshToken, userId, validFor: seconds * 1_000 };
}

/** Decodes the settings of the vendor's web app. @returns undefined where they name no project */
export function decodeWebConfig(body: unknown): WebConfig | undefined {
  const projectId = fieldOf(body, 'projectId');
  const bucket = fieldOf(body, 'storageBucket');
  if (typeof projectId !== 'string' || !PROJECT.test(projectId)) return undefined;
  return { projectId, bucket: typeof bucket === 'string' && PROJECT.test(bucket) ? bucket : undefined };
}

const REFUSALS: readonly (readonly [SignInRefusal, RegExp])[] = [
  [
    'credentials',
    /^(?:EMAIL_NOT_FOUND|INVALID_PASSWORD|INVALID_EMAIL|INVALID_LOGIN_CREDENTIALS|MISSING_PASSWORD|USER_NOT_FOUND|TOKEN_EXPIRED|INVALID_REFRESH_TOKEN|MISSING_REFRESH_TOKEN)\b/,
  ],
  ['disabled', /^USER_DISABLED\b/],
  ['too_many_attempts', /^TOO_MANY_ATTEMPTS_TRY_LATER\b/],
];

/** Why the vendor refused a sign-in or a refresh token. Source: Firebase Auth REST reference, common error codes. */
export function refusalIn(body: unknown): SignInRefusal {
  const message = fieldOf(fieldOf(body, 'error'), 'message');
  const text = typeof message === 'string' ? message : '';
  return REFUSALS.find(([, words]) => words.test(text))?.[0] ?? 'unknown';
}

const isToken = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= LONGEST_TOKEN && TOKEN.test(value);
