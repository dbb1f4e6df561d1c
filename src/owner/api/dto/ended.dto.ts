/** What a revocation has ended. */
export class EndedDto {
  /**
   * How many were ended.
   * @example 1
   */
  ended!: number;
}
