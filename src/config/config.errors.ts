import { CoddleError } from '../shared/errors.js';

/**
 * Thrown when the settings cannot be used. It names every problem at once and prints no value; it may name the
 * credentials file, since only the operator's terminal sees it.
 */
export class InvalidSettingsError extends CoddleError {
  readonly code = 'INVALID_SETTINGS';
  readonly kind = 'invalid';

  /** @param problems one sentence each: the setting, what is wrong, how to mend it */
  constructor(readonly problems: readonly string[]) {
    super(['The settings need mending:', ...problems].join('\n- '));
  }
}

/** Thrown when a credentials file cannot be read, understood or written; says nothing of its content. */
export class CredentialsFileError extends CoddleError {
  readonly code = 'INVALID_CREDENTIALS_FILE';
  readonly kind = 'invalid';
}

/** Thrown when a text is not a Fernet key; says nothing of the text. */
export class InvalidFernetKeyError extends CoddleError {
  readonly code = 'INVALID_FERNET_KEY';
  readonly kind = 'invalid';

  constructor() {
    super('A Fernet key is 32 bytes in url-safe base64: 43 characters and one "="');
  }
}

/** Why a Fernet token is refused. Every reason but the first two is given only for a token with a valid signature. */
export type FernetRefusal = 'malformed' | 'unauthentic' | 'future' | 'expired' | 'padding';

const REFUSALS: Record<FernetRefusal, string> = {
  malformed: 'This is not a Fernet token',
  unauthentic: 'None of the keys sealed this token, or it was changed since',
  future: 'This token was made in the future, so one of the two clocks is wrong',
  expired: 'This token is too old',
  padding: 'This token was sealed with a sound key, but its content is damaged',
};

/** Thrown when a Fernet token is refused; says nothing of its content or of the keys. */
export class InvalidFernetTokenError extends CoddleError {
  readonly code = 'INVALID_FERNET_TOKEN';
  readonly kind = 'invalid';

  constructor(
    readonly reason: FernetRefusal,
    options: ErrorOptions = {},
  ) {
    super(REFUSALS[reason], options);
  }
}
