import { makePlan } from '../../test/harness/plans.js';
import { makeSafety } from '../../test/harness/safety.js';
import { celsius, millimetres, minutes, seconds } from '../shared/units.js';
import type { CookPlan } from './cook-plan.js';
import { CoreHeating } from './pasteurisation.js';
import { Forecast, GROWTH_FROM, GROWTH_UP_TO } from './forecast.js';
import { timeUntil } from './physics/constant-bath.js';
import { reductionAfter, type InactivationModel } from './physics/inactivation-model.js';
import { POULTRY_ORGANISMS } from './physics/lethality.js';
import { thermalNeedOf, type ThermalNeed } from './thermal-need.js';

const { foods } = makeSafety();

/** What a plan does to the core, and how that core warms up. */
function make(known: Partial<CookPlan> = {}, changed: Partial<ThermalNeed> = {}) {
  const plan = makePlan(known);
  const food = foods.understand(plan.food);
  const need = { ...thermalNeedOf(food, foods.fsis), ...changed };
  const forecast = Forecast.of(plan, food, need);
  return { forecast, course: new CoreHeating(plan, food, need).course(plan.target, forecast.thickness) };
}
const forecastOf = (known: Partial<CookPlan> = {}) => make(known).forecast;
const [mm35, mm150] = [millimetres(35), millimetres(150)];

describe('The forecast of a plan', () => {
  it('takes the thickness as given, or as usual', () => {
    expect(forecastOf({ thickness: millimetres(20) }).thickness).toBe(20);
    expect(forecastOf({ food: 'whole chicken' }).thickness).toBe(70);
  });

  it('pasteurises from the shortest time on, and not a minute earlier', () => {
    expect(forecastOf().minimum).toBe(81);
    expect(forecastOf({ hold: minutes(81) }).pasteurizes).toBe(true);
    expect(forecastOf({ hold: minutes(80) }).pasteurizes).toBe(false);
    expect(forecastOf({ hold: minutes(NaN) }).pasteurizes).toBe(false);
  });

  it('may pasteurise for most and not for those who fall ill easily', () => {
    const forecast = forecastOf({ hold: minutes(81), vulnerableConsumers: true });
    expect(forecast).toMatchObject({ minimum: 84, pasteurizes: false, pasteurizesForMost: true });
    expect(forecastOf({ hold: minutes(80), vulnerableConsumers: true }).pasteurizesForMost).toBe(false);
  });

  it('gives the shortest time in another bath and for another thickness', () => {
    const forecast = forecastOf({ vulnerableConsumers: true });
    expect(forecast.minimumAt(celsius(60))).toBe(128);
    expect(forecast.minimumAt(celsius(65), millimetres(50))).toBe(
      forecastOf({ vulnerableConsumers: true, thickness: millimetres(50) }).minimum,
    );
  });

  it('is that of another setting when asked for it', () => {
    const other = forecastOf({ hold: minutes(1) }).at(celsius(60), minutes(126));
    expect(other).toMatchObject({ minimum: 126, pasteurizes: true, pasteurizedUpTo: 35 });
    expect(other.coreAtEnd).toBe(forecastOf({ target: celsius(60), hold: minutes(126) }).coreAtEnd);
  });

  it.each([
    ['chicken', true, true],
    ['beef with chicken', true, true],
    ['beef', true, false],
    ['egg', true, false],
    ['carrots', false, false],
    ['kidney beans', false, false],
  ])(
    'knows of %s whether heat matters: %p, and whether it is served pasteurised only: %p',
    (food, ...known) => {
      const { heatMatters, mustBePasteurized } = forecastOf({ food });
      expect([heatMatters, mustBePasteurized]).toEqual(known);
    },
  );

  it.each([
    ['chicken', 57],
    ['beef with chicken', 57],
    ['beef', 52],
    ['carrots', 57],
  ])('finds the bath of %s hot enough from %d °C', (food, floor) => {
    expect(forecastOf({ food, target: celsius(floor) }).bathIsHotEnough).toBe(true);
    expect(forecastOf({ food, target: celsius(floor - 0.1) }).bathIsHotEnough).toBe(false);
    expect(forecastOf({ food, target: celsius(NaN) }).bathIsHotEnough).toBe(false);
  });

  it('finds any bath hot enough for an egg', () => {
    expect(forecastOf({ food: 'egg', target: celsius(40) }).bathIsHotEnough).toBe(true);
  });
});

describe('The thickest piece that is pasteurised', () => {
  it.each([1, 15, 30, 60, 81, 90, 131, 300, 1000])(
    'in %d min is the last whole millimetre that needs no longer',
    (hold) => {
      const forecast = forecastOf({ hold: minutes(hold) });
      const upTo = forecast.pasteurizedUpTo;
      expect(Number.isInteger(upTo)).toBe(true);
      if (upTo > 0) expect(forecast.neededFor(upTo)).toBeLessThanOrEqual(hold);
      const thicker = millimetres(upTo === 0 ? 5 : upTo + 1);
      if (upTo < 150) expect(forecast.neededFor(thicker)).toBeGreaterThan(hold);
    },
  );

  it('goes from 5 mm to 150 mm', () => {
    const thinnest = forecastOf().neededFor(millimetres(5));
    expect(forecastOf({ hold: thinnest }).pasteurizedUpTo).toBe(5);
    expect(forecastOf({ hold: minutes(thinnest - 1) }).pasteurizedUpTo).toBe(0);
    const hot = (hold: number) => forecastOf({ target: celsius(90), hold: minutes(hold) });
    const thickest = hot(1).neededFor(mm150);
    expect(hot(thickest).pasteurizedUpTo).toBe(150);
    expect(hot(thickest - 1).pasteurizedUpTo).toBe(149);
    expect(hot(5999).pasteurizedUpTo).toBe(150);
  });

  it('ends where the core would warm up too slowly, however long it is held', () => {
    const forecast = forecastOf({ hold: minutes(5999) });
    expect(forecast.pasteurizedUpTo).toBe(113);
    expect(forecast.neededFor(millimetres(114))).toBe(Infinity);
    expect(forecast.minimumAt(celsius(65), millimetres(114))).toBe(467);
  });

  it('is none where no time is enough, and an egg at most as thick as eggs are', () => {
    expect(forecastOf({ target: celsius(50), hold: minutes(5999) }).pasteurizedUpTo).toBe(0);
    expect(forecastOf({ food: 'egg', target: celsius(60), hold: minutes(75) }).pasteurizedUpTo).toBe(50);
    expect(forecastOf({ food: 'egg', target: celsius(60), hold: minutes(74) }).pasteurizedUpTo).toBeLessThan(
      45,
    );
  });

  it('is the same however thick the piece at hand is', () => {
    for (const thickness of [5, 20, 60, 150].map(millimetres)) {
      expect(forecastOf({ thickness }).pasteurizedUpTo).toBe(38);
    }
  });
});

describe('A jar', () => {
  it('of custard is a cylinder where the shape says so, and heats sooner than a sheet', () => {
    const custard = { food: 'custard', target: celsius(80), thickness: millimetres(60) };
    const [sheet, jar] = [{}, { shape: 'cylinder' } as const].map(
      (shape) => forecastOf({ ...custard, ...shape }).minimum,
    );
    expect(jar).toBeLessThan(sheet!);
    expect(jar).toBe(forecastOf({ ...custard, shape: 'cylinder', food: 'crème brûlée' }).minimum);
  });
});

describe('The pathogens of a forecast', () => {
  it('are led by the one that takes longest', () => {
    expect(forecastOf().governing).toBe('Salmonella');
    expect(forecastOf({ target: celsius(60) }).governing).toBe('Listeria');
    expect(forecastOf({ target: celsius(50) }).governing).toBeUndefined();
    expect(forecastOf({ food: 'carrots' }).governing).toBeUndefined();
    expect(forecastOf({ food: 'egg' }).governing).toBeUndefined();
  });

  it('are counted at the end of the plan', () => {
    const { forecast, course } = make({ target: celsius(57), hold: minutes(180) });
    const counted = POULTRY_ORGANISMS.map((pathogen) => reductionAfter(course, pathogen, seconds(10_800)));
    expect(forecast.reductions).toEqual([
      { name: 'Salmonella', predicted: counted[0], required: 7 },
      { name: 'Listeria', predicted: counted[1], required: 6 },
    ]);
  });

  it('are each named once, with the target that is further away', () => {
    const { forecast, course } = make();
    const published = forecast.reductions.find(({ name }) => name === 'Salmonella');
    const fsis = reductionAfter(course, foods.fsis.destruction('chicken'), seconds(5400));
    expect(forecast.reductions.map(({ name }) => name)).toEqual(['Salmonella', 'Listeria']);
    expect(published).toEqual({ name: 'Salmonella', predicted: fsis, required: 7 });
    expect(fsis).toBeLessThan(reductionAfter(course, POULTRY_ORGANISMS[0]!, seconds(5400)));
    const mixed = forecastOf({ food: 'chicken with beef', hold: minutes(80) }).reductions;
    expect(mixed.map(({ name, required }) => [name, required])).toEqual([
      ['Salmonella', 7],
      ['Listeria', 6],
      ['E. coli', 5],
    ]);
  });

  it('have at least what a cooler bath would leave them, where the plan passes for that', () => {
    const slow: InactivationModel = { ...foods.fsis.destruction('chicken'), rate: () => 1e-9 };
    const { forecast } = make(
      { target: celsius(60), hold: minutes(300), thickness: mm35 },
      { published: slow },
    );
    expect(forecast.pasteurizes).toBe(true);
    expect(forecast.reductions[0]).toEqual({ name: 'Salmonella', predicted: 7, required: 7 });
    const tooShort = make({ target: celsius(60), hold: minutes(60), thickness: mm35 }, { published: slow });
    expect(tooShort.forecast.reductions[0]?.predicted).toBeLessThan(0.001);
  });
});

describe('The core in a forecast', () => {
  const exact = (known: Partial<CookPlan>, to: number) => timeUntil(make(known).course, celsius(to)) / 60;

  it('has the temperature of the end', () => {
    const { forecast, course } = make({ hold: minutes(60) });
    expect(forecast.coreAtEnd).toBe(course.core(3600));
  });

  it('is as hot as the bath half a degree below it', () => {
    for (const thickness of [mm35, mm150]) {
      expect(forecastOf({ thickness }).coreReachesTarget).toBe(Math.ceil(exact({ thickness }, 64.5)));
    }
    expect(forecastOf({ hold: minutes(1) }).coreReachesTarget).toBe(forecastOf().coreReachesTarget);
  });

  it('is out of reach of growth from 54.4 °C on, and within it from 5 °C on', () => {
    expect([GROWTH_FROM, GROWTH_UP_TO]).toEqual([5, 54.4]);
    expect(forecastOf({ thickness: mm150 }).comeUp).toBe(Math.ceil(exact({ thickness: mm150 }, 54.4)));
    expect(forecastOf({ target: celsius(54.4) }).comeUp).toBe(Infinity);
  });

  it('stays below 54.4 °C no longer than the plan lasts', () => {
    expect(forecastOf({ hold: minutes(20) }).belowGrowthLimit).toBe(20);
    const { comeUp, belowGrowthLimit } = forecastOf();
    expect(belowGrowthLimit).toBe(comeUp);
    expect(forecastOf({ food: 'beef', target: celsius(52), hold: minutes(200) }).belowGrowthLimit).toBe(200);
  });

  it('is in danger from the moment it has thawed', () => {
    const { comeUp, inDangerZone } = forecastOf();
    expect(inDangerZone).toBe(comeUp);
    const frozen = { startState: 'frozen', thickness: mm150, hold: minutes(5999) } as const;
    const thawed = exact(frozen, 5);
    expect(forecastOf(frozen).inDangerZone).toBe(Math.ceil(forecastOf(frozen).comeUp - thawed));
    expect(thawed).toBeGreaterThan(300);
    expect(forecastOf({ ...frozen, hold: minutes(300) }).inDangerZone).toBe(0);
    expect(forecastOf({ startState: 'room', hold: minutes(10) }).inDangerZone).toBe(10);
  });
});
