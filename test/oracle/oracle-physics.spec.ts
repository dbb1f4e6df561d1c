import { minutesToKill, minutesToReach } from './oracle-physics.js';
import { FATTY_FISH, MEAT, POULTRY } from './oracle-pathogens.js';
import { figureIn, readTable, wordIn } from '../harness/tables.js';

const BETA: Readonly<Record<string, number>> = { slab: 0, cylinder: 0.7, sphere: 1.25 };
const thawed = (thickness: number, bath: number) => ({
  thickness: thickness / 1000,
  beta: 0.28,
  diffusivity: 1.08e-7,
  start: 5,
  bath,
});

describe('The physics of the oracle', () => {
  it("never asks for more than Baldwin's table of poultry prints, nor for much less", () => {
    for (const row of readTable('baldwin-poultry')) {
      const piece = thawed(figureIn(row, 'thickness_mm'), figureIn(row, 'bath_temp_c'));
      const printed = figureIn(row, 'time_min');
      const needed = minutesToKill(piece, POULTRY);
      expect(needed).toBeLessThan(printed * 1.005);
      expect(needed).toBeGreaterThan((printed - figureIn(row, 'step_min')) * 0.93);
    }
  });

  it("thaws in the time of Baldwin's table of frozen food", () => {
    for (const row of readTable('baldwin-heating')) {
      if (wordIn(row, 'state') !== 'frozen') continue;
      const [thickness, printed] = [figureIn(row, 'thickness_mm') / 1000, figureIn(row, 'printed_min')];
      const beta = BETA[wordIn(row, 'shape')]!;
      const piece = { thickness, beta, diffusivity: 0.48 / 4.08e6, start: -18, bath: 52 };
      const [step, reached] = [figureIn(row, 'step_min'), minutesToReach(piece, 51.5)];
      expect(reached).toBeGreaterThan((printed - step) * 0.95);
      expect(reached).toBeLessThan((printed + step / 2) * 1.05);
    }
  });

  it('never reaches what the bath is not', () => {
    expect(minutesToReach(thawed(30, 54), 54.4)).toBe(Infinity);
    expect(minutesToKill(thawed(30, 52), MEAT)).toBe(Infinity);
  });

  it('takes longer for what is thicker, cooler or colder at the start', () => {
    const time = (thickness: number, bath: number, start = 5) =>
      minutesToKill({ ...thawed(thickness, bath), start }, FATTY_FISH);
    expect(time(40, 60)).toBeGreaterThan(time(30, 60));
    expect(time(40, 58)).toBeGreaterThan(time(40, 60));
    expect(time(40, 60, -18)).toBeGreaterThan(time(40, 60));
    expect(time(40, 60)).toBeGreaterThan(time(40, 60, 20));
  });
});
