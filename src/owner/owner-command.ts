/** Injection token of the commands that the owner's socket offers. */
export const OWNER_COMMANDS = Symbol('commands of the owner');

/**
 * When a command needs the owner's password. `once-set`: as soon as there is one; until then the permissions of the
 * socket alone protect it. `always`: without one it is refused.
 */
export type PasswordNeed = 'never' | 'once-set' | 'always';

/** A command that only the owner of the machine may run. */
export interface OwnerCommand {
  readonly name: string;
  /** Left out: `once-set`. */
  passwordFor?(args: Readonly<Record<string, unknown>>): PasswordNeed;
  /**
   * @returns the result for the owner's program; it is serialised as JSON
   * @throws CoddleError with a sentence for the owner
   */
  run(args: Readonly<Record<string, unknown>>): Promise<unknown>;
}
