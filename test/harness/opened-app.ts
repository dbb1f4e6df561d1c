import type { ModuleMetadata } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import type { AddressInfo } from 'node:net';
import { isAuthenticated } from '../../src/auth/access.guards.js';
import { CoddleExpressAdapter } from '../../src/http/coddle-express-adapter.js';

/** An application of a few parts behind our own adapter, listening at a free port. */
export interface OpenedApp {
  readonly app: NestExpressApplication;
  readonly url: string;
}

/**
 * Opens an application of these parts; the caller closes it.
 * @param setUp runs before it listens
 */
export async function openApp(
  parts: ModuleMetadata,
  setUp: (app: NestExpressApplication) => unknown = () => undefined,
): Promise<OpenedApp> {
  const module = await Test.createTestingModule(parts).compile();
  const app = module.createNestApplication<NestExpressApplication>(
    new CoddleExpressAdapter(isAuthenticated),
    {
      bodyParser: false,
    },
  );
  setUp(app);
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return { app, url: `http://127.0.0.1:${port}` };
}
