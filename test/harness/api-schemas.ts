import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { OpenAPIObject, OperationObject, ResponseObject, SchemaObject } from '@nestjs/swagger';

type Tree = { [name: string]: Tree | Tree[] | string };

/** One example of the document with the schema of its place. */
export interface PublishedExample {
  /** Method, path, status and the example's name. */
  readonly name: string;
  readonly value: unknown;
  readonly check: ValidateFunction;
}

/** Checks responses against the schemas of the document; they may hold nothing else. */
export class ApiSchemas {
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true });

  constructor(private readonly document: OpenAPIObject) {
    formats.default(this.ajv);
    this.ajv.addSchema({
      $id: 'api',
      components: closed(document.components as unknown as Tree),
    });
  }

  /** What is wrong with a response, as text; empty when nothing is. */
  problems(method: string, path: string, status: number, body: unknown): string {
    const check = this.checkOf(this.operation(method, path), status);
    return check(body) ? '' : this.ajv.errorsText(check.errors);
  }

  /** Every example of a response in the document. */
  examples(): PublishedExample[] {
    return Object.entries(this.document.paths).flatMap(([path, item]) =>
      Object.entries(item as Record<string, OperationObject>).flatMap(([method, operation]) =>
        Object.entries(operation.responses).flatMap(([status, response]) =>
          Object.entries(jsonOf(response as ResponseObject)?.examples ?? {}).map(([name, example]) => ({
            name: `${method} ${path} ${status} ${name}`,
            value: (example as { value: unknown }).value,
            check: this.checkOf(operation, Number(status)),
          })),
        ),
      ),
    );
  }

  private operation(method: string, path: string): OperationObject {
    const item = this.document.paths[path] as Record<string, OperationObject> | undefined;
    const operation = item?.[method.toLowerCase()];
    if (!operation) throw new Error(`The document does not know ${method} ${path}`);
    return operation;
  }

  private checkOf({ operationId, responses }: OperationObject, status: number): ValidateFunction {
    const schema = jsonOf(responses[status] as ResponseObject | undefined)?.schema;
    if (!schema) throw new Error(`The document does not know status ${status} of ${operationId}`);
    const id = `${operationId} ${status}`;
    return (
      this.ajv.getSchema(id) ?? this.ajv.compile({ $id: id, ...(closed(schema as Tree) as SchemaObject) })
    );
  }
}

const jsonOf = (response: ResponseObject | undefined) => response?.content?.['application/json'];

/** The schema that allows nothing but what it names, with its references led to the whole document. */
function closed(tree: Tree): Tree {
  const copy = JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === '$ref' ? `api${String(value)}` : value)),
  ) as Tree;
  close(copy);
  return copy;
}

function close(tree: Tree | Tree[] | string): void {
  if (typeof tree !== 'object' || tree === null) return;
  if (Array.isArray(tree)) return tree.forEach(close);
  Object.values(tree).forEach(close);
  if ('properties' in tree && typeof tree['properties'] === 'object' && !('additionalProperties' in tree)) {
    Object.assign(tree, { unevaluatedProperties: false });
  }
}
