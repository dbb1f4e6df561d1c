import { unseenTime } from './clock.js';

const HOUR = 3600_000;
const at = (own: number, cloud?: number) => ({
  own: own * HOUR,
  cloud: cloud === undefined ? cloud : cloud * HOUR,
});

describe('unseenTime', () => {
  it.each([
    ['both clocks agree', at(10, 10), at(13, 13), 3],
    ['the clock of the machine is behind', at(10, 10), at(9, 15), 5],
    ['the clock of the machine stopped', at(10, 10), at(10, 15), 5],
    ['the clock of the machine is ahead', at(10, 10), at(20, 11), 10],
    ['the cloud gave no time', at(10), at(12, 12), 2],
    ['the cloud gave no later time', at(10, 10), at(12), 2],
    ['both clocks went back', at(10, 10), at(8, 9), 0],
  ])('is right when %s', (_what, last, now, hours) => {
    expect(unseenTime(last, now)).toBe(hours * HOUR);
  });
});
