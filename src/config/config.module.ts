import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule as NestConfigModule, ConfigService } from '@nestjs/config';
import { Environment } from './environment.js';

/** Provides every module with the checked settings, as `Environment`. */
@Module({})
export class ConfigModule {
  /** @param environment as `readEnvironment` gave it; a test may make its own */
  static with(environment: Environment): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      imports: [
        // Nest's own reading and validating would copy values into the process environment, secrets with them.
        NestConfigModule.forRoot({
          ignoreEnvFile: true,
          validatePredefined: false,
          skipProcessEnv: true,
          load: [() => ({ environment })],
        }),
      ],
      providers: [
        {
          provide: Environment,
          inject: [ConfigService],
          useFactory: (settings: ConfigService) => settings.getOrThrow<Environment>('environment'),
        },
      ],
      exports: [Environment],
    };
  }
}
