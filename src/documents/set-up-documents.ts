import type { INestApplication } from '@nestjs/common';
import { SwaggerModule, type SwaggerCustomOptions } from '@nestjs/swagger';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../config/environment.js';
import { Documents } from './documents.js';

/** The bundle has the files of Swagger UI beside it; elsewhere they come out of their package. */
const BUNDLED_FILES = fileURLToPath(new URL('swagger-ui', import.meta.url));

/** Opens Swagger UI at /docs, and tells the documents which application they describe. Call it before `init`. */
export function setUpDocuments(app: INestApplication, environment: Environment): void {
  const documents = app.get(Documents);
  documents.describe(app, environment);
  SwaggerModule.setup('docs', app, () => forThisPage(documents.api()), swaggerUi());
}

/** "Try it out" calls the server that shows the page, whatever its address: the page may call no other. */
const forThisPage = (document: ReturnType<Documents['api']>) => ({ ...document, servers: [{ url: '/' }] });

const swaggerUi = (): SwaggerCustomOptions => ({
  raw: false,
  customSiteTitle: 'Coddle',
  // The package's own icons are not in the bundle.
  customfavIcon: 'data:,',
  ...(existsSync(BUNDLED_FILES) && { customSwaggerUiPath: BUNDLED_FILES }),
  swaggerOptions: { persistAuthorization: true, validatorUrl: 'none', tryItOutEnabled: true },
});
