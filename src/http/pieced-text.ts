/** A long response body that is made while it is sent, so that memory holds one piece of it for each client. */
export class PiecedText {
  constructor(readonly pieces: Iterator<string>) {}
}
