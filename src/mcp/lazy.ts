/**
 * What is loaded at the first request of an MCP client: the packages of the protocol and the texts for clients. It
 * imports no code of this server: the build makes a file of its own of it (scripts/bundle.mjs), in which every class
 * would be another one than in the server.
 */
export { toWebRequest } from '@modelcontextprotocol/node';
export {
  createMcpHandler,
  inputRequired,
  ProtocolError,
  ProtocolErrorCode,
  ResourceNotFoundError,
  Server,
} from '@modelcontextprotocol/server';
export { COOK_PAGE } from './cook-page.js';
export { default as DESCRIBED } from '../assistant/described-operations.json' with { type: 'json' };
