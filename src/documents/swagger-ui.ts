import { SwaggerModule, type SwaggerCustomOptions } from '@nestjs/swagger';
import type { NextFunction, Request, Response } from 'express';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Documents } from './documents.js';

/** The files of Swagger UI beside the bundle; without a bundle they come from their package. */
const BUNDLED_FILES = fileURLToPath(new URL('swagger-ui', import.meta.url));

/** Registers the routes of Swagger UI at /docs. */
export function openSwaggerUi(documents: Documents): void {
  const { app } = documents;
  app.use(SCRIPTS, sharedScript());
  SwaggerModule.setup('docs', app, () => forThisPage(documents.api()), swaggerUi());
}

/** "Try it out" sends requests to the server of the page, at any address: the page may use no other. */
const forThisPage = (document: ReturnType<Documents['api']>) => ({ ...document, servers: [{ url: '/' }] });

/** The paths of Swagger UI's script, which holds the whole document. */
const SCRIPTS = ['/docs/swagger-ui-init.js', '/docs/docs/swagger-ui-init.js'];

/** Sends the script of /docs from one copy of its bytes: Swagger UI keeps a text, which Express would encode every time. */
function sharedScript() {
  let shared: { readonly text: string; readonly bytes: Buffer } | undefined;
  const bytesOf = (text: string): Buffer => {
    if (shared?.text !== text) shared = { text, bytes: Buffer.from(text) };
    return shared.bytes;
  };
  return (_request: Request, response: Response, next: NextFunction): void => {
    const send = response.send.bind(response);
    response.send = (body: unknown) => send(typeof body === 'string' ? bytesOf(body) : body);
    next();
  };
}

const swaggerUi = (): SwaggerCustomOptions => ({
  raw: false,
  customSiteTitle: 'Coddle',
  // The package's own icons are not in the bundle.
  customfavIcon: 'data:,',
  ...(existsSync(BUNDLED_FILES) && { customSwaggerUiPath: BUNDLED_FILES }),
  swaggerOptions: { persistAuthorization: true, validatorUrl: 'none', tryItOutEnabled: true },
});
