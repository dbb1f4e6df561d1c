/** Injection token of the commands that the owner's socket offers. */
export const OWNER_COMMANDS = Symbol('commands of the owner');

/** Something that only the owner of the machine may do. */
export interface OwnerCommand {
  readonly name: string;
  /**
   * @returns what the owner's program receives; it must survive JSON
   * @throws CoddleError whose sentence the owner reads
   */
  run(args: Readonly<Record<string, unknown>>): Promise<unknown>;
}
