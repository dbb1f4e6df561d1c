import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fingerprintOf } from '../../../test/harness/decisions.js';
import { makeSafety } from '../../../test/harness/safety.js';
import { celsius, millimetres, minutes } from '../../shared/units.js';
import type { CookPlan } from '../cook-plan.js';
import type { ExamplePlan, Refusal } from '../safety-rule.js';
import { REFUSALS, RULES, RULES_VERSIONS } from './rules.js';

const refusals = Object.entries<Refusal>(REFUSALS);

const planOf = (example: ExamplePlan): CookPlan => ({
  target: celsius(example.temperature_celsius ?? NaN),
  hold: minutes(example.time_minutes ?? NaN),
  food: example.food_type,
  thickness: example.thickness_mm === undefined ? undefined : millimetres(example.thickness_mm),
  startState: 'refrigerated',
  vulnerableConsumers: example.vulnerable_consumers ?? false,
});

const readme = readFileSync(fileURLToPath(new URL('../../../README.md', import.meta.url)), 'utf8');

describe('The list of rules', () => {
  it.each(refusals)('refuses the example of %s with this code', (code, { example }) => {
    const { violations } = makeSafety().review(planOf(example));
    const found = violations.find((finding) => finding.code === code);
    expect(found).toMatchObject({ details: { field: expect.any(String) as string } });
  });

  it('declares each code in one rule', () => {
    const declared = RULES.flatMap((Rule) => Object.keys(Rule.refusals));
    expect(declared.toSorted()).toEqual(Object.keys(REFUSALS).toSorted());
  });

  it('declares the code with which each class of food is refused', () => {
    const codes = makeSafety().foods.classes.flatMap(({ floorCode, refusedBecause }) => [
      floorCode,
      ...(refusedBecause === undefined ? [] : [refusedBecause]),
    ]);
    const missing = codes.filter((code) => !(code in REFUSALS));
    expect(missing.map((code) => `Add ${code} to the refusals of a rule in src/safety/rules`)).toEqual([]);
  });

  it.each(refusals)('is explained in README.md: %s', (code) => {
    const hint = `Name \`${code}\` in README.md, in a row of the table under "What it refuses"`;
    expect(readme.includes(`\`${code}\``) ? 'explained' : hint).toBe('explained');
  });

  it('has a version of its own since the last change of what the engine decides', () => {
    const { version, fingerprint } = RULES_VERSIONS.at(-1)!;
    const now = fingerprintOf(
      makeSafety(),
      refusals.map(([, { example }]) => planOf(example)),
    );
    const hint = `The engine decides otherwise than version ${version} did. If that is meant, append { version: ${version + 1}, fingerprint: '${now}' } to RULES_VERSIONS in src/safety/rules/rules.ts.`;
    expect(fingerprint === now ? 'unchanged' : hint).toBe('unchanged');
  });

  it('counts its versions upwards, each with a fingerprint of its own', () => {
    const first = RULES_VERSIONS[0]!.version;
    expect(RULES_VERSIONS.map(({ version }) => version)).toEqual(RULES_VERSIONS.map((_, at) => first + at));
    expect(new Set(RULES_VERSIONS.map(({ fingerprint }) => fingerprint)).size).toBe(RULES_VERSIONS.length);
  });
});
