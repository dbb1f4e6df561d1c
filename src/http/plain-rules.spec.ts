import { IsBoolean, IsIn, IsInt, IsNumber, IsString, MaxLength, validate } from 'class-validator';
import { plainRules } from './plain-rules.js';

class Soup {
  @IsNumber({ allowNaN: false, allowInfinity: false }) salt: unknown = 1;
  @IsInt() bowls: unknown = 1;
  @IsBoolean() hot: unknown = true;
  @IsString() @MaxLength(4) name: unknown = 'leek';
  @IsString() cook: unknown = 'me';
  @IsIn(['thin', 'thick', 'set']) kind: unknown = 'thin';
  @IsIn(['broth']) base: unknown = 'broth';
}

/** What is said of a soup with this value. */
async function said(field: keyof Soup, value: unknown): Promise<string[]> {
  const errors = await validate(Object.assign(new Soup(), { [field]: value }));
  return errors.flatMap(({ constraints = {} }) => plainRules(constraints).map(([, message]) => message));
}

describe('A broken rule', () => {
  it.each<[keyof Soup, unknown, string]>([
    ['salt', '7', 'salt must be a number'],
    ['salt', NaN, 'salt must be a number'],
    ['bowls', 1.5, 'bowls must be a whole number'],
    ['hot', 'yes', 'hot must be true or false'],
    ['name', 'onion', 'name must be text of at most 4 characters'],
    ['name', 5, 'name must be text of at most 4 characters'],
    ['name', ['a', 'b'], 'name must be text of at most 4 characters'],
    ['cook', 5, 'cook must be text'],
    ['kind', 'solid', 'kind must be thin, thick or set'],
    ['base', 'milk', 'base must be broth'],
  ])('of %s, which is %j, is stated once and plainly', async (field, value, message) => {
    expect(await said(field, value)).toEqual([message]);
  });
});
