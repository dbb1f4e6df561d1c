/**
 * For so long after the start of the server, in ms, a device that was not heard yet is not known to be away: connecting
 * takes up to a minute, and accounts of thermometers are polled less often than that.
 */
export const START_TIME = 2 * 60_000;
