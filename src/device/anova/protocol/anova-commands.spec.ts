import { celsius, seconds } from '../../../shared/units.js';
import { encodeStart, encodeStop, encodeUnit } from './anova-protocol.js';

const FIRST_COOKER = { id: 'cooker-1', type: 'a7', name: 'not sent' };
const parse = (text: string) => JSON.parse(text) as unknown;

describe('the commands', () => {
  it('start in °C with whole seconds, flat, and with nothing else', () => {
    expect(parse(encodeStart('id-1', FIRST_COOKER, celsius(62.5), seconds(5400)))).toEqual({
      command: 'CMD_APC_START',
      requestId: 'id-1',
      payload: { cookerId: 'cooker-1', type: 'a7', targetTemperature: 62.5, unit: 'C', timer: 5400 },
    });
  });

  it('stop', () => {
    expect(parse(encodeStop('id-2', FIRST_COOKER))).toEqual({
      command: 'CMD_APC_STOP',
      requestId: 'id-2',
      payload: { cookerId: 'cooker-1', type: 'a7' },
    });
  });

  it('change the unit that is shown', () => {
    expect(parse(encodeUnit('id-3', FIRST_COOKER, 'F'))).toEqual({
      command: 'CMD_APC_SET_TEMPERATURE_UNIT',
      requestId: 'id-3',
      payload: { cookerId: 'cooker-1', type: 'a7', unit: 'F' },
    });
  });

  it.each([NaN, Infinity, -1, 100.5])('do not start at %d °C', (target) => {
    expect(() => encodeStart('id', FIRST_COOKER, celsius(target), seconds(60))).toThrow(RangeError);
  });

  it.each([NaN, 0, -60, 60.5, 360_000])('do not start for %d s', (timer) => {
    expect(() => encodeStart('id', FIRST_COOKER, celsius(60), seconds(timer))).toThrow(RangeError);
  });
});
