import { copyFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Test, type TestingModule } from '@nestjs/testing';
import { CaughtLog } from '../../test/harness/caught-log.js';
import { makePlan } from '../../test/harness/plans.js';
import { FOODS } from '../../test/harness/safety.js';
import { celsius } from '../shared/units.js';
import { ApprovedCook, SafetyService } from './safety.service.js';
import { SAFETY_RULES, SafetyRule } from './safety-rule.js';
import { SafetyUnavailableError, UnsafeCookError } from './safety.errors.js';
import { SafetyHealth } from './safety.health.js';
import { makeRules } from './rules/rules.js';
import { SafetyModule } from './safety.module.js';

let running: TestingModule | undefined;

const start = async (foods: string, log = new CaughtLog()): Promise<TestingModule> =>
  (running = await Test.createTestingModule({ imports: [SafetyModule.with(foods)] })
    .setLogger(log)
    .compile());

afterEach(async () => {
  await running?.close();
  running = undefined;
});

describe('SafetyModule', () => {
  it('judges with the shipped data and every rule', async () => {
    const service = (await start(FOODS)).get(SafetyService);
    expect(ApprovedCook.isGenuine(service.approve(makePlan()))).toBe(true);
    expect(() => service.approve(makePlan({ target: celsius(50) }))).toThrow(UnsafeCookError);
  });

  it('injects the same rules in the same order as are made by hand', async () => {
    const rules = (await start(FOODS)).get<SafetyRule[]>(SAFETY_RULES);
    expect(rules.map(({ constructor }) => constructor)).toEqual(
      makeRules().map(({ constructor }) => constructor),
    );
    expect(rules.every((rule) => rule instanceof SafetyRule)).toBe(true);
  });
});

describe('SafetyModule on damaged food data', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'foods-'));
    for (const file of readdirSync(FOODS)) copyFileSync(join(FOODS, file), join(folder, file));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const alter = (file: string, change: (text: string) => string): void =>
    writeFileSync(join(folder, file), change(readFileSync(join(folder, file), 'utf8')));

  it.each<[string, string, () => void]>([
    [
      'its folder is missing',
      'the folder of the food data cannot be read',
      () => rmSync(folder, { recursive: true }),
    ],
    ['a file is missing', 'names-de.json cannot be read', () => rmSync(join(folder, 'names-de.json'))],
    [
      'one digit is another',
      'classes.json differs from the reviewed one',
      () => alter('classes.json', (text) => text.replace(': 57,', ': 56,')),
    ],
    [
      'a file is one too many',
      'names-xx.json is no file of the food data',
      () => writeFileSync(join(folder, 'names-xx.json'), '{"groups":[]}'),
    ],
    [
      'a file is cut off',
      'words.json differs from the reviewed one',
      () => alter('words.json', (text) => text.slice(0, -20)),
    ],
    ['a file is empty', 'words.json differs from the reviewed one', () => alter('words.json', () => '')],
  ])('comes up, starts nothing and says so in its health when %s', async (_case, problem, damage) => {
    damage();
    const log = new CaughtLog();
    const damaged = await start(folder, log);
    const service = damaged.get(SafetyService);
    expect(() => service.approve(makePlan())).toThrow(SafetyUnavailableError);
    expect(() => service.review(makePlan())).toThrow(SafetyUnavailableError);
    expect(() => service.foods).toThrow(SafetyUnavailableError);
    expect(damaged.get(SafetyHealth).check()).toMatchObject({ safety: { status: 'down' } });
    expect(log.at('error')).toEqual([expect.stringContaining(`nothing may start: ${problem}`)]);
  });

  it('judges with an untouched copy', async () => {
    expect((await start(folder)).get(SafetyService).review(makePlan()).allowed).toBe(true);
  });
});
