import { Test } from '@nestjs/testing';
import { FOODS } from '../../test/support/safety.js';
import { ConfigModule } from '../config/config.module.js';
import { Environment } from '../config/environment.js';
import { SafetyModule } from '../safety/safety.module.js';
import { SharedModule } from '../shared/shared.module.js';
import { READINESS, type Indicator } from './health.controller.js';
import { HealthModule } from './health.module.js';

describe('HealthModule', () => {
  it('asks the cloud, the cooker and the safety engine, each by its own name, before it calls itself ready', async () => {
    const environment = new Environment({ personalAccessToken: 'anova-x', apiKey: 'k'.repeat(32) });
    const house = await Test.createTestingModule({
      imports: [ConfigModule.with(environment), SharedModule, SafetyModule.with(FOODS), HealthModule],
    }).compile();
    const indicators = house.get<readonly Indicator[]>(READINESS, { strict: false });
    const checked: object[] = [];
    for (const indicator of indicators) checked.push(await indicator.check());
    expect(Object.assign({}, ...checked)).toMatchObject({
      cloud: { status: 'down' },
      cooker: { status: 'down' },
      safety: { status: 'up' },
    });
    expect(checked.map((result) => Object.keys(result))).toEqual([['cloud'], ['cooker'], ['safety']]);
  });
});
