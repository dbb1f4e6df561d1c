import { Injectable } from '@nestjs/common';
import { API_VERSION } from '../assistant/api-version.js';
import { Assistant } from '../assistant/assistant.js';
import type { Principal } from '../auth/principal.js';
import { INSTRUCTIONS } from './instructions.js';
import type { McpPackages } from './mcp-packages.js';
import { Prompts } from './prompts.js';
import { Resources } from './resources.js';
import { ToolCalls } from './tool-calls.js';
import { toolsFor } from './tool-list.js';

/** Whose request a server of the protocol handles. */
export interface RequestContext {
  readonly authInfo?: { readonly extra?: Record<string, unknown> | undefined } | undefined;
}

type Server = InstanceType<McpPackages['Server']>;
interface Parts {
  readonly calls: ToolCalls;
  readonly resources: Resources;
}

const IDENTITY = { name: 'coddle', title: 'Coddle', version: API_VERSION };
const CAPABILITIES = { tools: {}, resources: {}, prompts: {} };
/** The packages check the content of forms with it, and this server sends no form. */
const NO_FORMS = {
  getValidator: (): never => {
    throw new TypeError('This server asks for no form');
  },
};

/** Makes the server of the protocol for each request, with what its principal may use. */
@Injectable()
export class McpServers {
  private parts: Parts | undefined;

  constructor(private readonly assistant: Assistant) {}

  serverFor(packages: McpPackages, { authInfo }: RequestContext): Server {
    const principal = authInfo!.extra!['principal'] as Principal;
    const { calls, resources } = (this.parts ??= {
      calls: new ToolCalls(this.assistant, packages),
      resources: new Resources(this.assistant, packages),
    });
    const options = { capabilities: CAPABILITIES, instructions: INSTRUCTIONS, jsonSchemaValidator: NO_FORMS };
    const server = new packages.Server(IDENTITY, options);
    server.setRequestHandler('tools/list', () => ({ tools: toolsFor(principal, packages.DESCRIBED) }));
    server.setRequestHandler('tools/call', ({ params }, context) => calls.call(params, principal, context));
    server.setRequestHandler('resources/list', () => resources.list(principal));
    server.setRequestHandler('resources/templates/list', () => resources.templates(principal));
    server.setRequestHandler('resources/read', ({ params }) => resources.read(params.uri, principal));
    const prompts = new Prompts(packages);
    server.setRequestHandler('prompts/list', () => prompts.list());
    server.setRequestHandler('prompts/get', ({ params }) => prompts.get(params.name, params.arguments));
    return server;
  }
}
