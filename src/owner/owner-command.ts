/** Injection token of the commands that the owner's socket offers. */
export const OWNER_COMMANDS = Symbol('commands of the owner');

/** A command that only the owner of the machine may run. */
export interface OwnerCommand {
  readonly name: string;
  /**
   * @returns the result for the owner's program; it is serialised as JSON
   * @throws CoddleError with a sentence for the owner
   */
  run(args: Readonly<Record<string, unknown>>): Promise<unknown>;
}
