import { Module, type DynamicModule } from '@nestjs/common';
import { AlertsModule } from './alerts/alerts.module.js';
import { ApprovalsModule } from './approvals/approvals.module.js';
import { AssistantModule } from './assistant/assistant.module.js';
import { AuthModule } from './auth/auth.module.js';
import { AuthorizationModule } from './auth/oauth/authorization.module.js';
import { OAuthModule } from './auth/oauth/oauth.module.js';
import { OwnerAuthModule } from './auth/owner/owner-auth.module.js';
import { BootstrapModule } from './bootstrap/bootstrap.module.js';
import { ConfigModule } from './config/config.module.js';
import type { Environment } from './config/environment.js';
import { CookingModule } from './cooking/cooking.module.js';
import { DeviceModule } from './device/device.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { FOODS } from './foods-folder.js';
import { HealthModule } from './health/health.module.js';
import { HistoryModule } from './history/history.module.js';
import { SeriesModule } from './history/series/series.module.js';
import { HomeAssistantModule } from './home-assistant/home-assistant.module.js';
import { LiveModule } from './live/live.module.js';
import { PageModule } from './live/page/page.module.js';
import { McpModule } from './mcp/mcp.module.js';
import { OwnerModule } from './owner/owner.module.js';
import { PAGE } from './page-folder.js';
import { releaseVersion } from './release-version.js';
import { SafetyModule } from './safety/safety.module.js';
import { SharedModule } from './shared/shared.module.js';
import { StorageModule } from './storage/storage.module.js';
import { ThermometersModule } from './thermometers/thermometers.module.js';

/** The whole server: the one module that imports all others. */
@Module({})
export class AppModule {
  /** @param environment checked settings */
  static with(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(environment),
        SharedModule,
        BootstrapModule,
        SafetyModule.with(FOODS),
        StorageModule.in(environment.dataDir),
        AuthModule,
        OwnerAuthModule,
        ApprovalsModule,
        OAuthModule,
        DeviceModule,
        ThermometersModule,
        CookingModule,
        HistoryModule,
        SeriesModule,
        AlertsModule,
        OwnerModule.with(releaseVersion),
        AssistantModule,
        LiveModule,
        HomeAssistantModule.with(releaseVersion),
        ...(environment.mcp ? [AuthorizationModule, McpModule] : []),
        HealthModule,
        PageModule.in(PAGE),
        DocumentsModule,
      ],
    };
  }
}
