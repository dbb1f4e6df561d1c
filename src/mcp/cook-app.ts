/** The view of a cook for clients that show pages of a server (MCP Apps, 2026-01-26). */
export const COOK_APP = {
  uri: 'ui://coddle/cook',
  name: 'cook',
  title: 'The cook and its curve',
  description: 'Shows what the cooker is doing and how the temperature of the water went.',
  /** The type of a page that speaks the protocol of MCP Apps. */
  mimeType: 'text/html;profile=mcp-app',
  /** The page loads nothing and sends nothing: no domain is listed, so the client forbids every connection. */
  _meta: { ui: { csp: {}, prefersBorder: true } },
} as const;
