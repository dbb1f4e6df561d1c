import { makePrincipal } from '../../../test/harness/principals.js';
import { toStopRequest } from './stop-request.js';

const read = (fields: Record<string, unknown>, problems: string[] = []) => ({ fields, problems });
const requestOf = (fields: Record<string, unknown>, header?: string) =>
  toStopRequest(read(fields), makePrincipal(), header);

describe('toStopRequest', () => {
  it('reads all fields', () => {
    const fields = { device_id: 'Kitchen', cook_id: 'cook', request_id: 'enough' };
    expect(requestOf(fields)).toMatchObject({
      principal: makePrincipal(),
      selection: { device: 'Kitchen', cook: 'cook' },
      requestId: 'enough',
      warnings: [],
    });
  });

  it.each([
    [{ device_id: null }, 'device_id was empty, so it was left out.'],
    [{ device_id: '' }, 'device_id was empty, so it was left out.'],
    [{ device_id: ' ' }, 'device_id was not a text of 1 to 128 characters, so it was left out.'],
    [{ cook_id: 7 }, 'cook_id was not a text of 1 to 128 characters, so it was left out.'],
    [{ cook_id: 'x'.repeat(129) }, 'cook_id was not a text of 1 to 128 characters, so it was left out.'],
    [{ request_id: 7 }, 'request_id was not 1 to 64 printable characters, so it was left out.'],
    [{ request_id: '\n' }, 'request_id was not 1 to 64 printable characters, so it was left out.'],
    [{ cooker: 'Kitchen' }, 'There is no field "cooker".'],
    [{ device: 'Kitchen' }, 'There is no field "device" (did you mean device_id?).'],
    [{ 'a\u001b[31m': 1 }, 'There is no field "a·[31m".'],
  ])('ignores what it cannot use, with a warning: %j', (fields, warning) => {
    const { selection, requestId, warnings } = requestOf(fields);
    expect({ selection, requestId, warnings }).toEqual({
      selection: { device: undefined, cook: undefined },
      requestId: undefined,
      warnings: [warning],
    });
  });

  it('names only a few of many unknown fields', () => {
    const { warnings } = requestOf(Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`x${at}`, 1])));
    expect(warnings).toHaveLength(6);
    expect(warnings.at(-1)).toBe('There are 495 more such fields.');
  });

  it('gives no warning without a request_id', () => {
    expect(requestOf({ request_id: null }).warnings).toEqual([]);
    expect(requestOf({ request_id: '' }).warnings).toEqual([]);
  });

  it('uses the header as request_id unless the body has one', () => {
    expect(requestOf({}, 'header').requestId).toBe('header');
    expect(requestOf({ request_id: 'body' }, 'header').requestId).toBe('body');
    expect(requestOf({}, 'é')).toMatchObject({
      requestId: undefined,
      warnings: ['Idempotency-Key was not 1 to 64 printable characters, so it was left out.'],
    });
  });

  it('passes on why the body was not read', () => {
    expect(toStopRequest(read({}, ['Too late.']), makePrincipal(), undefined).warnings).toEqual([
      'Too late.',
    ]);
  });
});
