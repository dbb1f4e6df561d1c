/** How fast the time of the server runs. Only the demo, on a simulated time, has a speed. */
export class TimeSpeed {
  /** @param simulated simulated seconds per second; null on the real time */
  constructor(readonly simulated: number | null) {}
}
