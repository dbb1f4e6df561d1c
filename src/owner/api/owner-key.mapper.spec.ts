import { USUAL_RIGHTS } from '../../auth/named-key.js';
import { InvalidRequestError } from '../../http/http-errors.js';
import type { CreateKeyDto } from './dto/create-key.dto.js';
import { toKeyGrant } from './owner-key.mapper.js';

const NOW = new Date('2026-11-20T12:00:00Z');
const grantOf = (asked: Partial<CreateKeyDto>) => toKeyGrant({ name: 'phone', ...asked }, NOW);

describe('The rights of a new key', () => {
  it('are those of the key of the settings when nothing is said', () => {
    expect(grantOf({})).toEqual({ ...USUAL_RIGHTS, expires: null });
  });

  it('are in the order of all lists, each once', () => {
    const { scopes, devices } = grantOf({
      scopes: ['cook:start', 'status:read', 'cook:start'],
      devices: ['b', 'a', 'b'],
    });
    expect(scopes).toEqual(['status:read', 'cook:start']);
    expect(devices).toEqual(['b', 'a']);
  });

  it.each([
    ['2027-01-31', '2027-01-31T00:00:00.000Z'],
    ['2027-01-31T18:00Z', '2027-01-31T18:00:00.000Z'],
    ['2027-01-31T18:00:00+01:00', '2027-01-31T17:00:00.000Z'],
    ['2027-01-31T23:59:59.000Z', '2027-01-31T23:59:59.000Z'],
  ])('end at %s', (text, end) => {
    expect(grantOf({ expires_at: text }).expires).toBe(end);
  });

  it.each([
    'tomorrow',
    '2027-02-30T00:00:00',
    '31.01.2027',
    '2027-13-01',
    '2026-11-20T12:00:00Z',
    '2020-01-01',
    '99999-01-01',
    '2027-01-31T18:00',
  ])('do not end at %s', (text) => {
    expect(() => grantOf({ expires_at: text })).toThrow(InvalidRequestError);
  });

  it.each([[['owner']], [['cook:start', 'readings:write']]] as const)('are never %j', (scopes) => {
    expect(() => grantOf({ scopes: [...scopes] })).toThrow(InvalidRequestError);
  });
});
