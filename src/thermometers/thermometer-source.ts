/** The port of a vendor: begins to follow its thermometers and reports to the `ThermometerSink`. */
export abstract class ThermometerSource {
  /** Begins, and returns at once; it never rejects. Trouble is reported as the state of the account. */
  abstract open(): void;
  /** Ends all connections and timers; nothing is reported afterwards. */
  abstract close(): Promise<void>;
}
