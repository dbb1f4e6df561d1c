import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Public } from '../http/public.decorator.js';
import { Documents } from './documents.js';
import { PRIVACY_PAGE } from './privacy-page.js';

const ANY_OBJECT = { type: 'object', additionalProperties: true } as const;
const JSON_TYPE = 'application/json; charset=utf-8';
const HTML_TYPE = 'text/html; charset=utf-8';

/** The public pages and documents about the API. Swagger UI is at /docs. */
@Public()
@ApiTags('documents')
@Controller()
export class DocumentsController {
  constructor(private readonly documents: Documents) {}

  /** This document. */
  @Get('openapi.json')
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({ operationId: 'getOpenApi', summary: 'This whole description' })
  @ApiOkResponse({
    description: 'An OpenAPI 3.1 document.',
    content: { 'application/json': { schema: ANY_OBJECT } },
  })
  openApi(): Buffer {
    return this.documents.apiBytes();
  }

  /** The part of it that a Custom GPT imports. */
  @Get('actions.json')
  @Header('Content-Type', JSON_TYPE)
  @ApiOperation({ operationId: 'getActions', summary: 'What a Custom GPT imports' })
  @ApiOkResponse({
    description: 'An OpenAPI 3.1 document of the operations that an assistant needs.',
    content: { 'application/json': { schema: ANY_OBJECT } },
  })
  actions(): Buffer {
    return this.documents.actionsBytes();
  }

  /** The page that the makers of assistants ask for. */
  @Get('privacy')
  @Header('Content-Type', HTML_TYPE)
  @ApiOperation({ operationId: 'showPrivacy', summary: 'What is stored, and where' })
  @ApiOkResponse({
    description: 'A page for people.',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  privacy(): string {
    return PRIVACY_PAGE;
  }
}
