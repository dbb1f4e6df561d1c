import { Module } from '@nestjs/common';
import { Documents } from './documents.js';
import { DocumentsController } from './documents.controller.js';

/** What can be read about the API. `setUpDocuments` tells it about the application. */
@Module({ controllers: [DocumentsController], providers: [Documents] })
export class DocumentsModule {}
