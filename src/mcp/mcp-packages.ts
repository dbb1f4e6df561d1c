import { loadLater } from '../shared/load-later.js';

/** The packages and texts that are loaded at the first request of an MCP client. */
export type McpPackages = typeof import('./lazy.js');

/** Loads them. */
export const loadMcpPackages = (): Promise<McpPackages> => loadLater(() => import('./lazy.js'));
