import { Injectable, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Environment } from '../config/environment.js';
import type { Server } from 'node:net';
import { ownAddress } from '../http/own-address.js';
import { SafetyService } from '../safety/safety.service.js';
import { toActions } from './actions-document.js';
import { describeApi } from './api-document.js';
import { refused } from './refused.js';

/** The documents about the API. Each is made at the first request for it, and then kept. */
@Injectable()
export class Documents {
  private described: INestApplication | undefined;

  /** Every route of the application, as OpenAPI. */
  readonly api = once((): OpenAPIObject => {
    return describeApi(this.app, this.environment.publicUrl, (example) => refused(this.safety, example));
  });
  /** The same as bytes: one copy for all clients. */
  readonly apiBytes = once((): Buffer => asBytes(this.api()));
  /** What a Custom GPT imports, as bytes. */
  readonly actionsBytes = once((): Buffer => asBytes(toActions(this.api(), this.address)));

  constructor(
    private readonly safety: SafetyService,
    private readonly environment: Environment,
  ) {}

  /** The address to which assistants send requests. */
  get address(): string {
    return ownAddress(this.environment, this.app.getHttpServer() as Server);
  }

  /** Sets the application that is described: it does not exist yet when Nest makes this provider. */
  describe(app: INestApplication): void {
    this.described = app;
  }

  /** The application that is described. @throws TypeError before `describe` */
  get app(): INestApplication {
    if (!this.described)
      throw new TypeError('Documents.describe(app) must run before the application is initialised');
    return this.described;
  }
}

const asBytes = (document: object): Buffer => Buffer.from(JSON.stringify(document, null, 2));

/** Runs `make` once and keeps the result. */
function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
