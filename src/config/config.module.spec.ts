import { Injectable, Module } from '@nestjs/common';
import { ConfigService } from '@nestjs/config';
import { Test } from '@nestjs/testing';
import { ConfigModule } from './config.module.js';
import { Environment } from './environment.js';

@Injectable()
class Kettle {
  constructor(readonly environment: Environment) {}
}

@Module({ providers: [Kettle] })
class KettleModule {}

describe('ConfigModule', () => {
  const environment = new Environment({ apiKey: 'k'.repeat(32), port: 0, debug: true });

  it.each([
    ['before', [KettleModule, ConfigModule.with(environment)]],
    ['after', [ConfigModule.with(environment), KettleModule]],
  ])(
    'gives the same environment to a module that is listed %s it and imports nothing',
    async (_, imports) => {
      const account = await Test.createTestingModule({ imports }).compile();
      expect(account.get(Kettle, { strict: false }).environment).toBe(environment);
      await account.close();
    },
  );

  it('leaves the process environment alone, both ways', async () => {
    const before = { ...process.env };
    const account = await Test.createTestingModule({ imports: [ConfigModule.with(environment)] }).compile();
    expect(process.env).toEqual(before);
    expect(account.get(ConfigService, { strict: false }).get('PATH')).toBeUndefined();
    await account.close();
  });
});
