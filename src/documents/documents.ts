import { Injectable, type INestApplication } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { Environment } from '../config/environment.js';
import { SafetyService } from '../safety/safety.service.js';
import { toActions } from './actions-document.js';
import { describeApi } from './api-document.js';
import { refused } from './refused.js';

/** The documents about the API. Each is made when somebody first asks for it, and then kept. */
@Injectable()
export class Documents {
  private subject: { readonly app: INestApplication; readonly environment: Environment } | undefined;

  /** Everything that the application answers, as OpenAPI. */
  readonly api = once((): OpenAPIObject => {
    const { app, environment } = this.described();
    return describeApi(app, environment.publicUrl, (example) => refused(this.safety, example));
  });
  /** The same as it is sent: one copy, however many clients leave it unread. */
  readonly apiBytes = once((): Buffer => asBytes(this.api()));
  /** What a Custom GPT imports, as it is sent. */
  readonly actionsBytes = once((): Buffer =>
    asBytes(toActions(this.api(), addressOf(this.described().environment))),
  );

  constructor(private readonly safety: SafetyService) {}

  /** Tells what is described: an application does not exist yet when its rooms are made. */
  describe(app: INestApplication, environment: Environment): void {
    this.subject = { app, environment };
  }

  private described() {
    if (!this.subject) throw new TypeError('setUpDocuments has not told which application to describe');
    return this.subject;
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
