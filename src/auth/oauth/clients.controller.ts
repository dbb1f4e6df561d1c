import { Controller, Get, Post } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { OwnerOnly } from '../owner/owner.guard.js';
import type { CurrentSession } from '../owner/owner-sessions.js';
import { csrfField, Session } from '../owner/session-of-request.js';
import { Form, FormBody } from '../../http/form-body.js';
import { seeOther, type PageReply } from '../../http/page.js';
import { ClientGrants } from './client-grants.js';
import { clientsPage } from './clients-page.js';

/** The page on which the owner sees and disconnects clients. */
@OwnerOnly()
@ApiExcludeController()
@Controller('owner/apps')
export class ClientsController {
  constructor(private readonly grants: ClientGrants) {}

  @Get()
  async show(@Session() session: CurrentSession): Promise<PageReply> {
    return clientsPage(await this.grants.list(), csrfField(session));
  }

  @Post('revoke')
  @FormBody()
  async revoke(@Form() form: URLSearchParams): Promise<PageReply> {
    await this.grants.revoke(form.get('client') ?? '');
    return seeOther('/owner/apps');
  }
}
