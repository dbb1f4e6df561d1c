/**
 * How a thing was found: well; worth knowing and harmless; in need of mending; or not to be found out from here.
 */
export type State = 'ok' | 'note' | 'wrong' | 'unsure';

/** One line of the report. */
export interface Finding {
  /** What was looked at, in one word. */
  readonly check: string;
  readonly state: State;
  /** What was found, a sentence without its full stop. */
  readonly told: string;
  /** The step that mends it or finds it out; every state but `ok` has one. */
  readonly mend?: string;
  /** Set where the service or its server does not run at all; not part of the report. */
  readonly isDown?: true;
}

export const ok = (check: string, told: string): Finding => ({ check, state: 'ok', told });

export const note = (check: string, told: string, mend: string): Finding => ({
  check,
  state: 'note',
  told,
  mend,
});

export const wrong = (check: string, told: string, mend: string): Finding => ({
  check,
  state: 'wrong',
  told,
  mend,
});

export const unsure = (check: string, told: string, mend: string): Finding => ({
  check,
  state: 'unsure',
  told,
  mend,
});

/** As `wrong`, of a service or a server that does not run at all. */
export const down = (check: string, told: string, mend: string): Finding => ({
  ...wrong(check, told, mend),
  isDown: true,
});

/** What could not be looked at because of something else. Those with the same reason share a line of the report. */
export const notChecked = (check: string, because: string, mend: string): Finding =>
  unsure(check, `${NOT_CHECKED}${because}`, mend);

/** Whether it only follows from another finding. */
export const isNotChecked = ({ told }: Finding): boolean => told.startsWith(NOT_CHECKED);

const NOT_CHECKED = 'not checked: ';

/** How long another program may take, in milliseconds. */
export const CHECK_TIMEOUT = 8000;
/** Takes up whatever was changed in the settings. */
export const RESTART = 'sudo systemctl restart coddle';
/** Shows why the server does what it does. */
export const LOG = 'journalctl -u coddle -n 50';
export const AGAIN = 'sudo coddle doctor';
/** The step of whatever needs the network. */
export const NETWORK_FIRST = `fix the network first, then run ${AGAIN}`;

/** Whether an error of the system says that this user may not look there. */
export const isForbidden = (error: unknown): boolean =>
  ['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException | undefined)?.code ?? '');

/** The end of a check that is owed to rights that are missing. */
export const asRoot = (check: string, what: string): Finding =>
  unsure(check, `${what} cannot be read by this user`, AGAIN);
