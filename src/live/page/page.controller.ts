import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { NotFoundError } from '../../http/http-errors.js';
import { Public } from '../../http/public.decorator.js';
import { PageFolder } from './page-folder.js';
import { sendPageFile, type Keeping } from './send-page-file.js';
import { unbuiltPage } from './unbuilt-page.js';

/** The live page and its files. They hold nothing secret: what the page shows comes from the API, to the signed-in owner. */
@Public()
@ApiTags('documents')
@Controller()
export class PageController {
  constructor(private readonly folder: PageFolder) {}

  /** The page that a browser shows at the address of the server. */
  @Get()
  @ApiOperation({ operationId: 'showHome', summary: 'The live page' })
  @ApiOkResponse({
    description: 'A page for people.',
    content: { 'text/html': { schema: { type: 'string' } } },
  })
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = await this.folder.find('index.html');
    if (page === undefined) unbuiltPage().sendTo(response);
    else await sendPageFile(request, response, page, 'ask-each-time');
  }

  /** Scripts and styles. Their names change with their content. */
  @Get('assets/:name')
  @ApiExcludeEndpoint()
  asset(@Req() request: Request, @Res() response: Response, @Param('name') name: string): Promise<void> {
    return this.send(request, response, `assets/${name}`, 'for-ever');
  }

  @Get('icons/:name')
  @ApiExcludeEndpoint()
  icon(@Req() request: Request, @Res() response: Response, @Param('name') name: string): Promise<void> {
    return this.send(request, response, `icons/${name}`, 'ask-each-time');
  }

  @Get('manifest.webmanifest')
  @ApiExcludeEndpoint()
  manifest(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.send(request, response, 'manifest.webmanifest', 'ask-each-time');
  }

  @Get('sw.js')
  @ApiExcludeEndpoint()
  serviceWorker(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.send(request, response, 'sw.js', 'ask-each-time');
  }

  /** @throws NotFoundError */
  private async send(request: Request, response: Response, path: string, keeping: Keeping): Promise<void> {
    const file = await this.folder.find(path);
    if (file === undefined) throw new NotFoundError();
    await sendPageFile(request, response, file, keeping);
  }
}
