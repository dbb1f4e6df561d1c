import type { ApiResponse, Json, Overrides } from './api.js';
import { sent } from './journey.js';
import { startTestApp, type TestApp } from './test-app.js';
import { exchange, type RawResponse } from './raw-http.js';

/** Every route, by its method. */
export const ROUTES = {
  GET: [
    '/status',
    '/devices',
    '/foods',
    '/cooks',
    '/cooks/unknown',
    '/cooks/unknown/readings',
    '/cooks/unknown/forecast',
    '/health',
    '/health/ready',
    '/',
    '/openapi.json',
    '/actions.json',
    '/privacy',
    '/docs',
  ],
  POST: ['/start-cook', '/check-cook', '/stop-cook'],
} as const;

/** The routes that refuse an invalid body; a stop is sent with any body. */
export const PLANS = ['/start-cook', '/check-cook'] as const;

/** Names that every object has, or that the classes of the bodies have for themselves. */
export const MEMBERS = [
  ...Object.getOwnPropertyNames(Object.prototype),
  'prototype',
  'toPlan',
  'statedFields',
];

/** The status and the code of an error. */
export type Refusal = readonly [status: number, code: string];

/** A server that receives only what it must refuse. */
export class HostileTestApp {
  private calls = 0;

  private constructor(readonly testApp: TestApp) {}

  static async start(): Promise<HostileTestApp> {
    return new HostileTestApp(await startTestApp({ environment: { rateLimitPerMinute: 1_000_000 } }));
  }

  /** Each request comes from another client: otherwise the limit of 60 starts a minute would refuse most of them. */
  post(path: string, body?: unknown, headers: Overrides = {}): Promise<ApiResponse> {
    const call = this.calls++;
    const client = `10.${(call >> 16) & 255}.${(call >> 8) & 255}.${call & 255}`;
    return this.testApp.api.post(path, body, { 'x-forwarded-for': client, ...headers });
  }

  /** Sends bytes over a bare socket. */
  async send(request: string | Buffer): Promise<RawResponse & { readonly body: Json }> {
    const response = await exchange(this.testApp.url, request);
    return { ...response, body: JSON.parse(response.text) as Json };
  }

  /** Nothing but stops has reached the cooker, and no bug has shown. */
  expectUnharmed(): void {
    expect(sent(this.testApp).filter((command) => command !== 'CMD_APC_STOP')).toEqual([]);
    expect(this.testApp.logs.filter((line) => line.includes('INTERNAL_ERROR'))).toEqual([]);
  }
}

/** The form of every error: these names, a sentence, and nothing about the implementation. */
export function expectError(
  response: Pick<ApiResponse, 'status' | 'body' | 'text'>,
  expected: Refusal,
): void {
  const { status, body, text } = response;
  expect([status, body['error']]).toEqual(expected);
  const names = Object.keys(body).filter((name) => name !== 'details' && name !== 'alternatives');
  expect(names).toEqual(['error', 'message', 'request_id']);
  expect(body['message']).toMatch(/^\S.*\.$/su);
  expect(body['request_id']).toMatch(/^[\x20-\x7e]{1,64}$/);
  expect(text).not.toMatch(/node_modules|\.[jt]s:\d|\/src\/|\bat \w+ \(|TypeError|SyntaxError/);
}
