/** The journal entry of a start that was refused before anything was sent. */
export interface RefusedStart {
  readonly version: 1;
  /** Id of the principal that requested the start. */
  readonly requestedBy: string;
  readonly food: string | null;
  /** In °C and minutes. */
  readonly target: number;
  readonly hold: number;
  /** The error code of the response. */
  readonly code: string;
}
