import type { OpenAPIObject, OperationObject } from '@nestjs/swagger';

/** The methods that the documents know, in the order in which they list them. */
export const METHODS = ['get', 'post', 'patch', 'delete'] as const;

/** One route of the document. */
export interface Operation {
  readonly path: string;
  readonly method: (typeof METHODS)[number];
  readonly operation: OperationObject;
}

/** Every operation of a document, in its order. */
export const operationsOf = ({ paths }: OpenAPIObject): readonly Operation[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ path, method, operation }] : [];
    }),
  );
