import { CoddleError } from '../../../shared/errors.js';

/** Thrown when a browser is to receive messages and too many do already. */
export class TooManySubscriptionsError extends CoddleError {
  readonly code = 'TOO_MANY_SUBSCRIPTIONS';
  readonly kind = 'conflict';

  constructor() {
    super('Messages go to 20 browsers already: end one of GET /owner/push-subscriptions first.');
  }
}

/** Thrown when no browser receives messages under an id. */
export class SubscriptionNotFoundError extends CoddleError {
  readonly code = 'SUBSCRIPTION_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('There is no such subscription: GET /owner/push-subscriptions lists them.', {
      details: { field: 'id' },
    });
  }
}
