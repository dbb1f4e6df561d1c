import { Test } from '@nestjs/testing';
import { DataFolder } from '../../test/harness/data-folder.js';
import { FOODS } from '../../test/harness/safety.js';
import { AuthModule } from '../auth/auth.module.js';
import { OwnerAuthModule } from '../auth/owner/owner-auth.module.js';
import { ConfigModule } from '../config/config.module.js';
import { Environment } from '../config/environment.js';
import { SafetyModule } from '../safety/safety.module.js';
import { SharedModule } from '../shared/shared.module.js';
import { StorageModule } from '../storage/storage.module.js';
import { READINESS, type Indicator } from './health.controller.js';
import { HomeAssistantModule } from '../home-assistant/home-assistant.module.js';
import { HealthModule } from './health.module.js';

describe('HealthModule', () => {
  it('checks the cloud, the cooker, the storage and the safety engine, each by name, before it is ready', async () => {
    const environment = new Environment({ personalAccessToken: 'anova-x', apiKey: 'k'.repeat(32) });
    const data = new DataFolder();
    const module = await Test.createTestingModule({
      imports: [
        ConfigModule.with(environment),
        SharedModule,
        SafetyModule.with(FOODS),
        StorageModule.in(data.path),
        AuthModule,
        OwnerAuthModule,
        HomeAssistantModule.with(() => '1.2.3'),
        HealthModule,
      ],
    }).compile();
    const indicators = module.get<readonly Indicator[]>(READINESS, { strict: false });
    const checked: object[] = [];
    for (const indicator of indicators) checked.push(await indicator.check());
    expect(Object.assign({}, ...checked)).toMatchObject({
      cloud: { status: 'down' },
      cooker: { status: 'down' },
      storage: { status: 'up' },
      safety: { status: 'up' },
    });
    expect(checked.map((result) => Object.keys(result))).toEqual([
      ['cloud'],
      ['cooker'],
      ['storage'],
      ['safety'],
    ]);
    data.remove();
  });
});
