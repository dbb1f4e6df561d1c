import { Injectable, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Environment } from '../config/environment.js';
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
  readonly actionsBytes = once((): Buffer => asBytes(toActions(this.api(), addressOf(this.environment))));

  constructor(
    private readonly safety: SafetyService,
    private readonly environment: Environment,
  ) {}

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

/** The address at which assistants reach the server. Without a public address it is the server's own, in the local network. */
export const addressOf = ({ publicUrl, host, port }: Environment): string =>
  publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const asBytes = (document: object): Buffer => Buffer.from(JSON.stringify(document, null, 2));

/** Runs `make` once and keeps the result. */
function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
