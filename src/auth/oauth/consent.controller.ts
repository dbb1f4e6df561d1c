import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { OwnerOnly } from '../owner/owner.guard.js';
import { csrfField, Session } from '../owner/session-of-request.js';
import type { CurrentSession } from '../owner/owner-sessions.js';
import { Form, FormBody } from '../../http/form-body.js';
import { seeOther, type PageReply } from '../../http/page.js';
import { AuthorizationServer } from './authorization-server.js';
import { START_POLICIES } from './client-grant.js';
import { isClientScope, type ClientScope } from './client-scopes.js';
import { ClientsByName } from './clients-by-name.js';
import { hostOf } from './client-metadata.js';
import { Consents } from './consents.js';
import { consentPage, expiredPage, FIELDS } from './consent-page.js';
import { OAuthAddresses, OAUTH_PATHS } from './oauth-addresses.js';
import { oauthRequest } from './oauth-request.js';
import type { ConsentRequest, LoadedServer } from './server/contract.js';

/** A request for consent with the server that knows it. */
interface OpenConsent {
  readonly asked: ConsentRequest;
  readonly server: LoadedServer;
  readonly request: ReturnType<typeof oauthRequest>;
  readonly response: Response;
}

/** The page on which the owner lets a client in, or does not. */
@OwnerOnly()
@ApiExcludeController()
@Controller('oauth/consent')
export class ConsentController {
  constructor(
    private readonly authorization: AuthorizationServer,
    private readonly addresses: OAuthAddresses,
    private readonly names: ClientsByName,
    private readonly consents: Consents,
  ) {}

  @Get(':uid')
  async show(
    @Param('uid') uid: string,
    @Session() session: CurrentSession,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageReply> {
    const open = await this.open(uid, request, response);
    return open === undefined ? expiredPage() : this.page(open.asked, session);
  }

  @Post(':uid')
  @FormBody()
  async decide(
    @Param('uid') uid: string,
    @Session() session: CurrentSession,
    @Form() form: URLSearchParams,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<PageReply> {
    const open = await this.open(uid, request, response);
    if (open === undefined) return expiredPage();
    if (form.get(FIELDS.decision) !== 'allow') return leave(open, 'denied');
    const scopes = open.asked.scopes
      .filter(isClientScope)
      .filter((scope) => form.getAll(FIELDS.scope).includes(scope));
    if (scopes.length === 0) return this.page(open.asked, session, 'Tick what it may do, or choose Deny.');
    const startPolicy = policyIn(form, scopes);
    const grantId = await this.consents.grant(open.server, open.asked, { scopes, startPolicy });
    return leave(open, { grantId });
  }

  private async open(uid: string, given: Request, response: Response): Promise<OpenConsent | undefined> {
    const issuer = this.addresses.issuerOf(given);
    const server = await this.authorization.of(issuer);
    const request = oauthRequest(given, issuer, `${OAUTH_PATHS.consent}/${encodeURIComponent(uid)}`);
    const asked = await server.consentRequest(request, response);
    return asked?.uid === uid ? { asked, server, request, response } : undefined;
  }

  private async page(asked: ConsentRequest, session: CurrentSession, problem?: string): Promise<PageReply> {
    const { clientId, clientName, redirectUri, scopes, uid } = asked;
    const host = hostOf(clientId, redirectUri);
    return consentPage({
      clientName,
      host,
      redirectUri,
      scopes: scopes.filter(isClientScope),
      namesakes: await this.names.namesakesOf({ clientId, name: clientName, host }),
      csrf: csrfField(session),
      action: `${OAUTH_PATHS.consent}/${uid}`,
      ...(problem !== undefined && { problem }),
    });
  }
}

async function leave(
  { server, request, response }: OpenConsent,
  decision: Parameters<LoadedServer['decide']>[2],
): Promise<PageReply> {
  return seeOther(await server.decide(request, response, decision));
}

/** Where starting was not granted, a policy has no meaning. */
function policyIn(form: URLSearchParams, scopes: readonly ClientScope[]): (typeof START_POLICIES)[number] {
  const chosen = START_POLICIES.find((policy) => policy === form.get(FIELDS.startPolicy));
  return scopes.includes('cook:start') ? (chosen ?? 'ask') : 'ask';
}
