import { Module, type OnModuleInit } from '@nestjs/common';
import { Documents } from './documents.js';
import { DocumentsController } from './documents.controller.js';
import { openSwaggerUi } from './swagger-ui.js';

/** The documents about the API. `configureApp` sets the application that they describe. */
@Module({ controllers: [DocumentsController], providers: [Documents] })
export class DocumentsModule implements OnModuleInit {
  constructor(private readonly documents: Documents) {}

  /** Opens the pages of Swagger UI: after every middleware of the application, so that they run for these pages too. */
  onModuleInit(): void {
    openSwaggerUi(this.documents);
  }
}
