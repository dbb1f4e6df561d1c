import type { Assistant } from '../assistant/assistant.js';
import { shownError } from '../assistant/shown-result.js';
import { inToolNames } from '../assistant/tool-names.js';
import type { Principal } from '../auth/principal.js';
import type { Scope } from '../http/scopes.js';
import { toFoodsDto } from '../safety/foods.dto.js';
import { REFUSALS } from '../safety/rules/rules.js';
import { CoddleError } from '../shared/errors.js';
import { COOK_APP } from './cook-app.js';
import type { McpPackages } from './mcp-packages.js';

const JSON_TYPE = 'application/json';

/** A resource at a fixed address. */
interface FixedResource {
  readonly uri: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly scope: Scope;
  read(assistant: Assistant, principal: Principal): object;
}

const FIXED: readonly FixedResource[] = [
  {
    uri: 'coddle://status',
    name: 'status',
    title: 'What the cooker is doing',
    description: 'The last report of the cooker with its age, as get_status returns it.',
    scope: 'status:read',
    read: ({ cooking }, principal) => cooking.status(principal),
  },
  {
    uri: 'coddle://safety/rules',
    name: 'safety-rules',
    title: 'The safety rules',
    description: 'The limits of every class of food, and each reason for which a cook is refused.',
    scope: 'status:read',
    read: ({ safety }) => ({
      ...toFoodsDto(safety.foods),
      refusals: Object.entries(REFUSALS).map(([error, { when }]) => ({ error, when })),
    }),
  },
];

const COOK = {
  uriTemplate: 'coddle://cooks/{id}',
  name: 'cook',
  title: 'One cook',
  description: 'Everything that is recorded of one cook, as get_cook returns it. list_cooks lists the ids.',
  mimeType: JSON_TYPE,
} as const;
const COOK_SCOPE: Scope = 'history:read';
const COOK_URI = /^coddle:\/\/cooks\/([\x21-\x7e]{1,64})$/;

/** The resources of an MCP client: what can be read without a call. */
export class Resources {
  constructor(
    private readonly assistant: Assistant,
    private readonly packages: McpPackages,
  ) {}

  list({ scopes }: Principal) {
    const { uri, name, title, description, mimeType, _meta } = COOK_APP;
    const fixed = FIXED.filter(({ scope }) => scopes.has(scope)).map((resource) => ({
      uri: resource.uri,
      name: resource.name,
      title: resource.title,
      description: resource.description,
      mimeType: JSON_TYPE,
    }));
    return { resources: [...fixed, { uri, name, title, description, mimeType, _meta }] };
  }

  templates({ scopes }: Principal) {
    return { resourceTemplates: scopes.has(COOK_SCOPE) ? [COOK] : [] };
  }

  /** @throws ResourceNotFoundError when there is none for the principal, ProtocolError when it cannot be read now */
  async read(uri: string, principal: Principal) {
    if (uri === COOK_APP.uri) return { contents: [this.page()] };
    const content = await this.contentOf(uri, principal);
    return { contents: [{ uri, mimeType: JSON_TYPE, text: JSON.stringify(shownError(content)) }] };
  }

  private page() {
    const { uri, mimeType, _meta } = COOK_APP;
    return { uri, mimeType, _meta, text: this.packages.COOK_PAGE };
  }

  private async contentOf(uri: string, principal: Principal): Promise<object> {
    const { ResourceNotFoundError } = this.packages;
    const cook = COOK_URI.exec(uri)?.[1];
    const fixed = FIXED.find((resource) => resource.uri === uri);
    const scope = cook === undefined ? fixed?.scope : COOK_SCOPE;
    if (scope === undefined || !principal.scopes.has(scope)) throw new ResourceNotFoundError(uri);
    try {
      if (cook !== undefined) return await this.assistant.history.cook(principal, decodeURIComponent(cook));
      return fixed!.read(this.assistant, principal);
    } catch (error) {
      throw this.protocolError(error, uri);
    }
  }

  /** A resource has no result for a refusal, so the sentence is that of an error of the protocol. */
  private protocolError(error: unknown, uri: string): unknown {
    const { ProtocolError, ProtocolErrorCode, ResourceNotFoundError } = this.packages;
    if (error instanceof URIError) return new ResourceNotFoundError(uri);
    if (!(error instanceof CoddleError)) return error;
    const message = inToolNames(error.message);
    if (error.kind === 'not-found') return new ResourceNotFoundError(uri, message);
    return new ProtocolError(ProtocolErrorCode.InternalError, message, { error: error.code });
  }
}
