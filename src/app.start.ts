import { Logger, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppModule } from './app.module.js';
import { APP_OPTIONS, configureApp } from './app.setup.js';
import { runStartupSteps } from './app.steps.js';
import type { Environment } from './config/environment.js';
import { CookerGateway } from './device/cooker-gateway.js';
import { isAuthenticated } from './auth/access.guards.js';
import { CoddleExpressAdapter } from './http/coddle-express-adapter.js';
import { RedactingLogger } from './bootstrap/redacting-logger.js';
import type { OpenServer } from './bootstrap/run-until-signal.js';

/** A server that runs, with its parts. */
export interface RunningApp extends OpenServer {
  /** A part of the application, by its class. */
  get<Part>(type: Type<Part>): Part;
}

/**
 * Starts the server; it accepts requests once this is fulfilled. The start-up steps run after that.
 * @throws Node's error when it cannot listen there
 */
export async function startApp(
  environment: Environment,
  logger = new RedactingLogger(environment),
): Promise<RunningApp> {
  const app = await NestFactory.create<NestExpressApplication>(
    AppModule.with(environment),
    new CoddleExpressAdapter(isAuthenticated, environment.liveMaxClients),
    { ...APP_OPTIONS, abortOnError: false, logger },
  );
  configureApp(app);
  await app.init();
  try {
    const address = await listen(app.getHttpServer(), environment);
    new Logger('Coddle').log(`Listening at ${address}`);
  } catch (error) {
    await app.close();
    throw error;
  }
  void runStartupSteps(app);
  const cooker = app.get(CookerGateway);
  return {
    logger,
    isAlive: () => cooker.isAlive,
    close: () => app.close(),
    get: (type) => app.get(type, { strict: false }),
  };
}

// Nest's own `listen` would write a failure to the log on its way to the caller, who explains it better.
async function listen(server: Server, { host, port }: Environment): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { address, family, port: actual } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
}
