/** Every route that asks for the key. */
export const GUARDED = [
  'POST /start-cook',
  'POST /check-cook',
  'GET /status',
  'POST /stop-cook',
  'GET /devices',
  'GET /foods',
  'GET /cooks',
  'GET /cooks/:cook_id',
  'GET /cooks/:cook_id/readings',
];
/** Every route that is open to everyone, and why it may be: none shows the cooker, none changes anything. */
export const OPEN = ['', 'health', 'health/ready', 'openapi.json', 'actions.json', 'privacy'].map(
  (path) => `GET /${path}`,
);
/** The pages of Swagger UI, which stand beside the controllers: they show what /openapi.json says. */
export const PAGES = [
  'GET /docs',
  'GET /docs/',
  'GET /docs/index.html',
  'GET /docs/swagger-ui-init.js',
  'GET /docs/docs/swagger-ui-init.js',
];
