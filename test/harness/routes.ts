import type { TestApp } from './test-app.js';
import type { Scope } from '../../src/http/scopes.js';

/** Every route that asks for a key, and the scope that it needs. */
export const SCOPE_OF: Readonly<Record<string, Scope>> = {
  'POST /start-cook': 'cook:start',
  'POST /check-cook': 'cook:check',
  'GET /status': 'status:read',
  'POST /stop-cook': 'cook:stop',
  'GET /approvals/:approval_id': 'cook:start',
  'GET /devices': 'status:read',
  'GET /foods': 'status:read',
  'GET /thermometers': 'status:read',
  'GET /thermometers/:probe_id/readings': 'history:read',
  'POST /readings': 'readings:write',
  'POST /probe-sessions': 'probes:write',
  'GET /probe-sessions': 'status:read',
  'GET /probe-sessions/:session_id': 'status:read',
  'POST /probe-sessions/:session_id/end': 'probes:write',
  'GET /alerts': 'status:read',
  'GET /alerts/:alert_id': 'status:read',
  'POST /alerts/:alert_id/acknowledge': 'alerts:write',
  'GET /alert-rules': 'status:read',
  'POST /alert-rules': 'alerts:write',
  'PATCH /alert-rules/:rule_id': 'alerts:write',
  'DELETE /alert-rules/:rule_id': 'alerts:write',
  'GET /alert-channels': 'status:read',
  'POST /alert-channels/:name/test': 'alerts:write',
  'GET /alert-deliveries': 'status:read',
  'GET /cooks': 'history:read',
  'GET /cooks/:cook_id': 'history:read',
  'GET /cooks/:cook_id/readings': 'history:read',
  'GET /owner/sessions': 'owner',
  'DELETE /owner/sessions/:id': 'owner',
  'GET /owner/keys': 'owner',
  'POST /owner/keys': 'owner',
  'DELETE /owner/keys/:name': 'owner',
  'GET /owner/clients': 'owner',
  'PATCH /owner/clients/:id': 'owner',
  'DELETE /owner/clients/:id': 'owner',
  'GET /owner/armings': 'owner',
  'POST /owner/armings': 'owner',
  'DELETE /owner/armings/:id': 'owner',
  'GET /owner/foods-left': 'owner',
  'POST /owner/devices/:device_id/discarded': 'owner',
  'GET /owner/probes': 'owner',
  'POST /owner/probes/:probe_id/trust': 'owner',
  'POST /owner/probes/:probe_id/distrust': 'owner',
  'GET /owner/thermometer-accounts': 'owner',
  'GET /owner/push-subscriptions': 'owner',
  'POST /owner/push-subscriptions': 'owner',
  'DELETE /owner/push-subscriptions/:id': 'owner',
  'GET /owner/approvals': 'owner',
  'POST /owner/approvals/:approval_id/approve': 'owner',
  'POST /owner/approvals/:approval_id/deny': 'owner',
  'GET /cooks/:cook_id/forecast': 'status:read',
  'GET /live': 'status:read',
};
/** Every route that asks for a key, and for the scope of each of its operations by itself. */
export const SCOPES_INSIDE: readonly string[] = ['POST /mcp'];
/** Every route that asks for a key. */
export const GUARDED = [...Object.keys(SCOPE_OF), ...SCOPES_INSIDE];
/** Every route that is open to everyone, and why it may be: none shows the cooker, none changes anything. */
export const OPEN = ['', 'health', 'health/ready', 'openapi.json', 'actions.json', 'privacy'].map(
  (path) => `GET /${path}`,
);
/** The files of the live page, which stand beside the page itself at `/`. */
export const PAGE_FILES = [
  'GET /assets/:name',
  'GET /icons/:name',
  'GET /manifest.webmanifest',
  'GET /sw.js',
];
/** The route on which a page learns whether its browser is signed in. It needs no key, and shows nothing else. */
export const SESSION_STATE = ['GET /owner/session'];
/** The pages of the owner. They need no key, and show only how to sign in to others. */
export const OWNER_PAGES = [
  'GET /pages.css',
  'GET /owner',
  'GET /owner/sign-in',
  'POST /owner/sign-in',
  'GET /owner/link/:secret',
  'POST /owner/link/:secret',
  'GET /owner/password',
  'POST /owner/password',
  'POST /owner/sign-out',
  'POST /owner/sessions/revoke',
  'GET /approvals/:approval_id/approve',
  'POST /approvals/:approval_id/approve',
  'POST /approvals/:approval_id/deny',
];
/** The documents and endpoints of OAuth, for clients that have no token yet, and the owner's pages for it. */
export const OAUTH_ROUTES = [
  'GET /.well-known/oauth-protected-resource',
  'GET /.well-known/oauth-protected-resource/mcp',
  'GET /.well-known/oauth-authorization-server',
  'GET /.well-known/oauth-authorization-server/mcp',
  'GET /.well-known/openid-configuration',
  'GET /.well-known/openid-configuration/mcp',
  'GET /mcp/.well-known/openid-configuration',
  'GET /oauth/authorize',
  'GET /oauth/authorize/:uid',
  'POST /oauth/token',
  'POST /oauth/revoke',
  'POST /oauth/register',
  'GET /oauth/jwks',
  ...[
    '.well-known/oauth-protected-resource',
    '.well-known/oauth-protected-resource/mcp',
    '.well-known/oauth-authorization-server',
    '.well-known/oauth-authorization-server/mcp',
    '.well-known/openid-configuration',
    '.well-known/openid-configuration/mcp',
    'mcp/.well-known/openid-configuration',
    'oauth/token',
    'oauth/revoke',
    'oauth/register',
    'oauth/jwks',
  ].map((path) => `OPTIONS /${path}`),
  'GET /oauth/consent/:uid',
  'POST /oauth/consent/:uid',
  'GET /owner/apps',
  'POST /owner/apps/revoke',
];
/** The pages of Swagger UI, which stand beside the controllers: they show what /openapi.json says. */
export const PAGES = [
  'GET /docs',
  'GET /docs/',
  'GET /docs/index.html',
  'GET /docs/swagger-ui-init.js',
  'GET /docs/docs/swagger-ui-init.js',
];

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

/** The routes in the router of Express, however they were registered. */
export function registered({ app }: TestApp): string[] {
  const express = app.getHttpAdapter().getInstance();
  const { stack } = express.router as unknown as { stack: readonly Layer[] };
  return stack.flatMap(({ route }) =>
    route === undefined
      ? []
      : Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`),
  );
}
