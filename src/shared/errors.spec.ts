import { CoddleError } from './errors.js';

class OvenColdError extends CoddleError {
  readonly code = 'OVEN_COLD';
  readonly kind = 'unavailable';
}

describe('CoddleError', () => {
  it('is an error named like its class', () => {
    const error = new OvenColdError('The oven is cold');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'OvenColdError', message: 'The oven is cold', code: 'OVEN_COLD' });
  });

  it('has no details, alternatives or headers by default', () => {
    expect(new OvenColdError('Cold')).toMatchObject({ details: {}, alternatives: [], headers: {} });
  });

  it('keeps what goes with it, and its cause', () => {
    const cause = new Error('no gas');
    const options = { details: { shelf: 2 }, alternatives: [{ shelf: 1 }], headers: { Allow: 'GET' }, cause };
    expect(new OvenColdError('Cold', options)).toMatchObject(options);
  });

  it('can be amended, and stays the same kind of error, with its cause', () => {
    const cause = new Error('no gas');
    const error = new OvenColdError('Cold', { details: { shelf: 2 }, cause });
    const amended = error.amended({ message: 'Very cold', details: { rack: 1 } });
    expect(amended).toBeInstanceOf(OvenColdError);
    expect(amended).toMatchObject({ message: 'Very cold', details: { shelf: 2, rack: 1 }, cause });
    expect(amended).toMatchObject({ code: 'OVEN_COLD', kind: 'unavailable', name: 'OvenColdError' });
    expect(amended.stack).toBe(error.stack);
    expect(error).toMatchObject({ message: 'Cold', details: { shelf: 2 } });
    expect(error.amended({}).message).toBe('Cold');
  });
});
