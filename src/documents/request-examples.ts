import type { OpenAPIObject, RequestBodyObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

const CHICKEN = {
  temperature_celsius: 65,
  time_minutes: 90,
  food_type: 'chicken breast',
  thickness_mm: 35,
};

/**
 * Bodies that work at any server as they stand: a page fills its form with them. No device_id, which would name nobody's
 * cooker, and no request_id, with which the second cook would be taken for the first.
 */
const BODIES: ReadonlyMap<string | undefined, object> = new Map<string, object>([
  ['startCook', CHICKEN],
  ['checkCook', CHICKEN],
  ['stopCook', {}],
]);

/** Adds an example to every body that can be sent. */
export function addRequests(document: OpenAPIObject): void {
  for (const { operation } of operationsOf(document)) {
    const { content } = (operation.requestBody as RequestBodyObject | undefined) ?? {};
    const json = content?.['application/json'];
    if (json === undefined) continue;
    json.example = BODIES.get(operation.operationId);
    if (json.example === undefined)
      throw new TypeError(`${operation.operationId} has a body without example`);
  }
}
