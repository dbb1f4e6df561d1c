import type { ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ExecutionContextHost } from '@nestjs/core/helpers/execution-context-host.js';
import type { IncomingHttpHeaders } from 'node:http';
import { makeRequest, outcomeOf } from '../../test/harness/calls.js';
import { DrivenClock } from '../../test/harness/driven-clock.js';
import { BodyGuard } from './request-body.js';

const HEADERS: IncomingHttpHeaders = { 'content-type': 'application/json', 'content-length': '7' };

interface Call {
  readonly method: string;
  readonly body?: unknown;
}

function makeCallOf(method: string, text = '{"a":1}', headers = HEADERS) {
  const call: Call = { method };
  const request = Object.assign(makeRequest({ headers }), call);
  request.push(text);
  request.push(null);
  const context: ExecutionContext = new ExecutionContextHost([request], BodyGuard, () => undefined);
  return { request, context };
}

describe('BodyGuard', () => {
  const guard = new BodyGuard(new Reflector(), new DrivenClock());

  it('reads the body of a POST', async () => {
    const { request, context } = makeCallOf('POST');
    expect(await guard.canActivate(context)).toBe(true);
    expect(request.body).toEqual({ a: 1 });
  });

  it('gives a POST without a body an empty one', async () => {
    const { request, context } = makeCallOf('POST', '', {});
    expect(await guard.canActivate(context)).toBe(true);
    expect(request.body).toEqual({});
  });

  it.each(['GET', 'HEAD'])('does not touch the body of a %s', async (method) => {
    const { request, context } = makeCallOf(method, 'no JSON');
    expect(await guard.canActivate(context)).toBe(true);
    expect(request.body).toBeUndefined();
    expect(request.readableFlowing).toBeNull();
  });

  it('refuses a body that cannot be read', async () => {
    const { request, context } = makeCallOf('POST', '{"a":1,');
    expect(await outcomeOf(() => guard.canActivate(context))).toBe('VALIDATION_ERROR');
    expect(request.body).toBeUndefined();
  });
});
