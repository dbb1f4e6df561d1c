import { Injectable, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Environment } from '../config/environment.js';
import { SafetyService } from '../safety/safety.service.js';
import { toActions } from './actions-document.js';
import { describeApi } from './api-document.js';
import { refused } from './refused.js';

/** The documents about the API. Each is made when somebody first asks for it, and then kept. */
@Injectable()
export class Documents {
  private described: INestApplication | undefined;

  /** Everything that the application answers, as OpenAPI. */
  readonly api = once((): OpenAPIObject => {
    return describeApi(this.app, this.environment.publicUrl, (example) => refused(this.safety, example));
  });
  /** The same as it is sent: one copy, however many clients leave it unread. */
  readonly apiBytes = once((): Buffer => asBytes(this.api()));
  /** What a Custom GPT imports, as it is sent. */
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

/** Where assistants reach the server. Without a public address there is only its own, which no assistant outside can call. */
export const addressOf = ({ publicUrl, host, port }: Environment): string =>
  publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

const asBytes = (document: object): Buffer => Buffer.from(JSON.stringify(document, null, 2));

/** Remembers what `make` made the first time. */
function once<Made extends object>(make: () => Made): () => Made {
  let made: Made | undefined;
  return () => (made ??= make());
}
