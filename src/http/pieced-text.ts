/** A long answer that is made while it is sent, so that no client has more than a piece of it kept in memory. */
export class PiecedText {
  constructor(readonly pieces: Iterator<string>) {}
}
