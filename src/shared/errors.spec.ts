import { KitchenError } from './errors.js';

class OvenColdError extends KitchenError {
  readonly code = 'OVEN_COLD';
  readonly kind = 'unavailable';
}

describe('KitchenError', () => {
  it('is an error named like its class', () => {
    const error = new OvenColdError('The oven is cold');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'OvenColdError', message: 'The oven is cold', code: 'OVEN_COLD' });
  });

  it('has nothing to add unless told', () => {
    expect(new OvenColdError('Cold')).toMatchObject({ details: {}, alternatives: [], headers: {} });
  });

  it('keeps what goes with it, and its cause', () => {
    const cause = new Error('no gas');
    const options = { details: { shelf: 2 }, alternatives: [{ shelf: 1 }], headers: { Allow: 'GET' }, cause };
    expect(new OvenColdError('Cold', options)).toMatchObject(options);
  });
});
