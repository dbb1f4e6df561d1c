import {
  degrees,
  inMinutes,
  fromFahrenheit,
  minutes,
  minutesToSeconds,
  seconds,
  secondsToMilliseconds,
  secondsToMinutes,
} from './units.js';

describe('units', () => {
  it('turns °F into °C', () => {
    expect(fromFahrenheit(32)).toBe(0);
    expect(fromFahrenheit(140)).toBe(60);
    expect(fromFahrenheit(-40)).toBe(-40);
  });

  it('says a temperature to a tenth of a degree, and minutes by their number', () => {
    expect([degrees(64.96), degrees(20)]).toEqual(['65 °C', '20 °C']);
    expect([inMinutes(0), inMinutes(1), inMinutes(90)]).toEqual(['0 minutes', '1 minute', '90 minutes']);
  });

  it('turns minutes into whole seconds', () => {
    expect(minutesToSeconds(minutes(90))).toBe(5400);
    expect(minutesToSeconds(minutes(0.51))).toBe(31);
  });

  it('turns seconds into minutes and milliseconds', () => {
    expect(secondsToMinutes(seconds(90))).toBe(1.5);
    expect(secondsToMilliseconds(seconds(1.5))).toBe(1500);
  });
});
