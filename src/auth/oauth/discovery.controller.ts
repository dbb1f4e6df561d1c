import { Controller, Get, Options, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { AnyOrigin, Preflight } from '../../http/any-origin.js';
import { Public } from '../../http/public.decorator.js';
import { OAuthAddresses } from './oauth-addresses.js';
import { openIdMetadata, resourceMetadata, serverMetadata } from './oauth-metadata.js';

const RESOURCE = ['.well-known/oauth-protected-resource', '.well-known/oauth-protected-resource/mcp'];
const SERVER = ['.well-known/oauth-authorization-server', '.well-known/oauth-authorization-server/mcp'];
const OPEN_ID = [
  '.well-known/openid-configuration',
  '.well-known/openid-configuration/mcp',
  'mcp/.well-known/openid-configuration',
];

/**
 * The documents by which clients find the authorization server, at every path that they look for. None of them needs
 * the library. Pages of other origins read them too, such as the inspector's.
 */
@AnyOrigin()
@Public()
@ApiExcludeController()
@Controller()
export class DiscoveryController {
  constructor(private readonly addresses: OAuthAddresses) {}

  @Get(RESOURCE)
  resource(@Req() request: Request): object {
    return resourceMetadata(this.addresses.issuerOf(request));
  }

  @Get(SERVER)
  server(@Req() request: Request): object {
    return serverMetadata(this.addresses.issuerOf(request));
  }

  @Get(OPEN_ID)
  openId(@Req() request: Request): object {
    return openIdMetadata(this.addresses.issuerOf(request));
  }

  /** Clients in a browser send the version of their protocol along. */
  @Options([...RESOURCE, ...SERVER, ...OPEN_ID])
  @Preflight('GET')
  preflight(): void {}
}
