import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { Environment } from '../config/environment.js';
import { Clock } from '../shared/clock.js';
import { CookerGateway } from './cooker-gateway.js';
import type { CookerState, AccountState } from './cooker-state.js';
import { ageSeconds, isOnline } from './freshness.js';

/** Whether the server is connected to the cloud and knows the cookers of the account. */
@Injectable()
export class CloudHealth {
  constructor(
    private readonly cooker: CookerGateway,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult<'cloud'> {
    const indicator = this.health.check('cloud');
    const { link, listed } = this.cooker.account;
    switch (link) {
      case 'connected':
        return listed ? indicator.up() : indicator.down({ reason: 'The cookers have not been listed yet' });
      case 'connecting':
        return indicator.down({ reason: "The server is connecting to Anova's cloud for the first time" });
      case 'down':
        return indicator.down({
          reason: "There is no connection to Anova's cloud",
          code: 'CLOUD_UNAVAILABLE',
        });
      case 'token-rejected':
        return indicator.down({
          reason: 'Anova refuses the Personal Access Token',
          code: 'ANOVA_TOKEN_REJECTED',
        });
    }
  }
}

/** Whether there is a cooker that a cook could be started on: online, supported and without a fault. */
@Injectable()
export class CookerHealth {
  constructor(
    private readonly cooker: CookerGateway,
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly health: HealthIndicatorService,
  ) {}

  check(): HealthIndicatorResult<'cooker'> {
    const indicator = this.health.check('cooker');
    const { account } = this.cooker;
    const now = this.clock.monotonic();
    const candidates = this.candidates(account);
    const fit = candidates.filter((cooker) => isOnline(account, cooker, now) && !hasFault(cooker));
    const age = Math.min(
      ...(fit.length > 0 ? fit : candidates).map((one) => ageSeconds(one, now) ?? Infinity),
    );
    const data = { reading_age_seconds: Number.isFinite(age) ? Math.round(age * 10) / 10 : null };
    return fit.length > 0 ? indicator.up(data) : indicator.down({ reason: reasonFor(candidates), ...data });
  }

  /** The cookers that a start could go to: with `DEVICE_ID` set, that one alone. */
  private candidates({ cookers }: AccountState): CookerState[] {
    const { deviceId } = this.environment;
    return [...cookers.values()].filter(
      ({ id, supported }) => supported && (deviceId === undefined || id === deviceId),
    );
  }
}

const hasFault = ({ latest }: CookerState) => latest?.reading.mode === 'fault';

function reasonFor(candidates: readonly CookerState[]): string {
  if (candidates.length === 0) return 'No cooker is known that can be started';
  return candidates.some(hasFault) ? 'The cooker reports a fault' : 'The cooker is offline';
}
