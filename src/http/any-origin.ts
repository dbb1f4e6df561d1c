import { applyDecorators, Header, HttpCode, HttpStatus } from '@nestjs/common';
import { Reflector } from '@nestjs/core';

/**
 * Route decorator: pages of every origin may read the responses, errors included. It is for routes that no cookie opens
 * and that show nothing to those who are not let in anyway.
 */
export const AnyOrigin = Reflector.createDecorator<true>({ transform: () => true });

/** The headers that such a page may send besides those that every page may. */
const HEADERS = 'Authorization, Content-Type, MCP-Protocol-Version';
/** How long a browser may keep what it was allowed, in seconds: browsers keep it for 2 hours to a day. */
const KEPT = '86400';

/** Route decorator: the response by which a browser learns that a page of another origin may send a request. */
export const Preflight = (method: 'GET' | 'POST') =>
  applyDecorators(
    AnyOrigin(),
    HttpCode(HttpStatus.NO_CONTENT),
    Header('Access-Control-Allow-Methods', method),
    Header('Access-Control-Allow-Headers', HEADERS),
    Header('Access-Control-Max-Age', KEPT),
  );
