import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsNumber, IsString, MaxLength, validate, ValidateNested } from 'class-validator';
import { toInvalidRequest, unknownFields } from './validation-errors.js';
import type { CoddleError } from '../shared/errors.js';

class Spice {
  @IsInt() grams!: number;
}

class Soup {
  @IsNumber({ allowNaN: false, allowInfinity: false }) salt!: number;
  @IsString() @MaxLength(100) name!: string;
  @IsIn(['thin', 'thick']) kind!: string;
  @ValidateNested() @Type(() => Spice) spice!: Spice;
}

const GOOD = { salt: 1, name: 'leek', kind: 'thin', spice: { grams: 1 } };
const OPTIONS = {
  whitelist: true,
  forbidNonWhitelisted: true,
  validationError: { target: true, value: true },
};

async function refuse(body: object): Promise<CoddleError> {
  return toInvalidRequest(await validate(plainToInstance(Soup, body), OPTIONS));
}

describe('The refusal of a body', () => {
  it('names the field, the rule and what was received', async () => {
    expect(await refuse({ ...GOOD, salt: '7' })).toMatchObject({
      code: 'VALIDATION_ERROR',
      kind: 'invalid',
      message: 'salt must be a number: send 7, not "7".',
      details: {
        field: 'salt',
        received: '7',
        problems: [{ field: 'salt', message: 'salt must be a number: send 7, not "7"' }],
      },
    });
  });

  it('says of a field that is not there that it is missing, once', async () => {
    const { kind, spice } = GOOD;
    const { message, details } = await refuse({ kind, spice });
    expect(message).toMatch(
      /^salt is missing: it must be a number\. name is missing: it must be text of at most 100 characters\.$/,
    );
    expect(details).not.toHaveProperty('received');
  });

  it('names an unknown field and shows nothing of its value', async () => {
    expect(await refuse({ ...GOOD, pepper: 'secret' })).toMatchObject({
      message: 'There is no field "pepper".',
      details: { field: 'pepper', problems: [{ field: 'pepper', message: 'There is no field "pepper"' }] },
    });
    expect((await refuse({ ...GOOD, pepper: 'secret' })).details).not.toHaveProperty('received');
  });

  it('says the same of fields that validation never saw', () => {
    expect(unknownFields(['pepper'])).toMatchObject({
      message: 'There is no field "pepper".',
      details: { field: 'pepper' },
    });
    expect(unknownFields(['a', 'b']).message).toBe('There is no field "a". There is no field "b".');
  });

  it('names all problems, and the field of the first in front', async () => {
    const { message, details } = await refuse({ ...GOOD, salt: null, kind: 'solid', pepper: 1 });
    expect(message.slice(0, -1).split('. ')).toEqual(
      expect.arrayContaining(['salt must be a number', 'There is no field "pepper"']),
    );
    const fields = (details['problems'] as { field: string }[]).map(({ field }) => field);
    expect(fields.toSorted()).toEqual(['kind', 'pepper', 'salt']);
    expect(details['field']).toBe(fields[0]);
  });

  it('names a field inside another by its whole path', async () => {
    expect((await refuse({ ...GOOD, spice: { grams: 'x' } })).details).toMatchObject({
      field: 'spice.grams',
      received: 'x',
    });
    expect((await refuse({ ...GOOD, spice: { grams: 1, dust: 2 } })).message).toBe(
      'There is no field "spice.dust".',
    );
  });

  it('says of NaN and Infinity that they are no numbers, without our libraries’ jargon', async () => {
    for (const salt of [NaN, Infinity, -Infinity]) {
      expect((await refuse({ ...GOOD, salt })).message).toBe('salt must be a number.');
    }
  });

  it.each([
    ['a number', 7, 7],
    ['true', true, true],
    ['null', null, null],
    ['a list', [1], undefined],
    ['an object', { a: 1 }, undefined],
  ])('echoes plain values only: %s', async (_case, name: unknown, received) => {
    expect((await refuse({ ...GOOD, name })).details['received']).toEqual(received);
  });

  it('echoes no more than 40 characters, and none that a terminal or a page would take for a command', async () => {
    const { details } = await refuse({ ...GOOD, kind: `\u001b[2J<\u202e${'x'.repeat(100)}` });
    expect(details['received']).toBe(`·[2J<·${'x'.repeat(34)}…`);
    expect((await refuse({ ...GOOD, ['\n'.repeat(3) + 'y'.repeat(50)]: 1 })).message).toBe(
      `There is no field "···${'y'.repeat(37)}…".`,
    );
  });

  it('names ten problems at most, and how many more there are', async () => {
    const many = Object.fromEntries(Array.from({ length: 14 }, (_, i) => [`x${i}`, i]));
    const { message, details } = await refuse({ ...GOOD, ...many });
    expect(details['problems']).toHaveLength(10);
    expect(message).toMatch(/ There are 4 more problems\.$/);
  });

  it('still says something when validation says nothing', () => {
    expect(toInvalidRequest([])).toMatchObject({
      code: 'VALIDATION_ERROR',
      message: 'The request is not valid.',
      details: { problems: [] },
    });
  });
});
