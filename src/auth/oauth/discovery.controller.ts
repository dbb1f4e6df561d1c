import { Controller, Get, Header, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../http/public.decorator.js';
import { OAuthAddresses } from './oauth-addresses.js';
import { openIdMetadata, resourceMetadata, serverMetadata } from './oauth-metadata.js';

/** Documents are read by pages of other origins too, such as the inspector's. */
const ANY_ORIGIN = ['Access-Control-Allow-Origin', '*'] as const;

/**
 * The documents by which clients find the authorization server, at every path that they look for. None of them needs
 * the library.
 */
@Public()
@ApiExcludeController()
@Controller()
export class DiscoveryController {
  constructor(private readonly addresses: OAuthAddresses) {}

  @Get(['.well-known/oauth-protected-resource', '.well-known/oauth-protected-resource/mcp'])
  @Header(...ANY_ORIGIN)
  resource(@Req() request: Request): object {
    return resourceMetadata(this.addresses.issuerOf(request));
  }

  @Get(['.well-known/oauth-authorization-server', '.well-known/oauth-authorization-server/mcp'])
  @Header(...ANY_ORIGIN)
  server(@Req() request: Request): object {
    return serverMetadata(this.addresses.issuerOf(request));
  }

  @Get([
    '.well-known/openid-configuration',
    '.well-known/openid-configuration/mcp',
    'mcp/.well-known/openid-configuration',
  ])
  @Header(...ANY_ORIGIN)
  openId(@Req() request: Request): object {
    return openIdMetadata(this.addresses.issuerOf(request));
  }
}
