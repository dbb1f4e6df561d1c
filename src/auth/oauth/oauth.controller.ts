import { Body, Controller, Get, Options, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { AnyOrigin, Preflight } from '../../http/any-origin.js';
import { Form, FormBody } from '../../http/form-body.js';
import { Public } from '../../http/public.decorator.js';
import { AuthorizationServer } from './authorization-server.js';
import { redirectProblem, toClientMetadata, type ClientMetadata } from './client-metadata.js';
import { OAuthAddresses, OAUTH_PATHS } from './oauth-addresses.js';
import { authorizationParameters, tokenParameters } from './oauth-parameters.js';
import { oauthRequest, type OAuthBody } from './oauth-request.js';
import { OAuthLimits } from './oauth-limits.js';

const FORM_TYPE = 'application/x-www-form-urlencoded';

/**
 * The endpoints of the authorization server. Each brings its request into the supported form; the library does the rest.
 * Clients in pages of other origins may use all but those that a person's browser is led to.
 */
@Public()
@ApiExcludeController()
@Controller('oauth')
export class OAuthController {
  constructor(
    private readonly server: AuthorizationServer,
    private readonly addresses: OAuthAddresses,
    private readonly limits: OAuthLimits,
  ) {}

  @Get('authorize')
  async authorize(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.limits.count(request, 'authorize');
    const parameters = authorizationParameters(this.issuerOf(request), queryOf(request));
    await this.pass(request, response, `${OAUTH_PATHS.authorize}?${parameters.toString()}`);
  }

  /** The way back from the consent page. */
  @Get('authorize/:uid')
  async resume(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.limits.count(request, 'authorize');
    await this.pass(
      request,
      response,
      `${OAUTH_PATHS.authorize}/${encodeURIComponent(String(request.params['uid']))}`,
    );
  }

  @Post('token')
  @AnyOrigin()
  @FormBody('program')
  async token(
    @Req() request: Request,
    @Res() response: Response,
    @Form() form: URLSearchParams,
  ): Promise<void> {
    await this.limits.count(request, 'token');
    const parameters = tokenParameters(this.issuerOf(request), form);
    await this.pass(request, response, OAUTH_PATHS.token, asForm(parameters));
  }

  @Post('revoke')
  @AnyOrigin()
  @FormBody('program')
  async revoke(
    @Req() request: Request,
    @Res() response: Response,
    @Form() form: URLSearchParams,
  ): Promise<void> {
    await this.limits.count(request, 'token');
    await this.pass(request, response, OAUTH_PATHS.revoke, asForm(form));
  }

  @Post('register')
  @AnyOrigin()
  async register(
    @Req() request: Request,
    @Res() response: Response,
    @Body() metadata: ClientMetadata,
  ): Promise<void> {
    await this.limits.count(request, 'register');
    const problem = redirectProblem(metadata);
    if (problem !== undefined)
      return void response.status(400).json({ error: 'invalid_redirect_uri', error_description: problem });
    // The id is chosen here.
    const usable = { ...toClientMetadata(metadata), client_id: undefined };
    const body = { type: 'application/json', text: JSON.stringify(usable) } as const;
    await this.pass(request, response, OAUTH_PATHS.register, body);
  }

  @Get('jwks')
  @AnyOrigin()
  async keys(@Req() request: Request, @Res() response: Response): Promise<void> {
    await this.pass(request, response, OAUTH_PATHS.jwks);
  }

  @Options(['token', 'revoke', 'register'])
  @Preflight('POST')
  preflight(): void {}

  @Options('jwks')
  @Preflight('GET')
  preflightOfKeys(): void {}

  private async pass(request: Request, response: Response, path: string, body?: OAuthBody): Promise<void> {
    const issuer = this.issuerOf(request);
    const server = await this.server.of(issuer);
    await server.handle(oauthRequest(request, issuer, path, body), response);
  }

  private issuerOf(request: Request): string {
    return this.addresses.issuerOf(request);
  }
}

const queryOf = ({ originalUrl }: Request): URLSearchParams =>
  new URLSearchParams(originalUrl.includes('?') ? originalUrl.slice(originalUrl.indexOf('?')) : '');

const asForm = (parameters: URLSearchParams): OAuthBody => ({ type: FORM_TYPE, text: parameters.toString() });
