import type { OpenAPIObject, RequestBodyObject } from '@nestjs/swagger';
import { COOK_ID } from './shown-cook.js';
import { operationsOf } from './operations.js';

const CHICKEN = {
  temperature_celsius: 65,
  time_minutes: 90,
  food_type: 'chicken breast',
  thickness_mm: 35,
};

/**
 * Example bodies that every server accepts as they stand: the page at /docs fills its form with them. They hold no
 * device_id, which would name no cooker of the user, and no request_id, with which the second cook would repeat the first.
 */
export const BODIES: ReadonlyMap<string | undefined, object> = new Map<string, object>([
  ['startCook', CHICKEN],
  ['checkCook', CHICKEN],
  ['stopCook', {}],
  [
    'pushReadings',
    { readings: [{ probe_id: 'garage-smoker-1', temperature_celsius: 61.5, at: '2026-11-20T12:20:05Z' }] },
  ],
  [
    'startProbeSession',
    { probe_id: 'thermoworks-a1b2c3d4-1', food_type: 'chicken thighs', target_core_celsius: 74 },
  ],
  [
    'makeAlertRule',
    { name: 'Grill too hot', fact: 'probe_celsius', above: 130, clear_by: 3, for_seconds: 60 },
  ],
  ['changeAlertRule', { enabled: false }],
  ['makeKey', { name: 'phone', scopes: ['status:read', 'cook:check', 'cook:start'], ask: true }],
  ['changeClient', { start_policy: 'never' }],
  ['arm', { principal: 'tablet', minutes: 240, starts: 1 }],
  ['trustProbe', { pushed_by: 'garage' }],
  [
    'subscribeToPush',
    {
      endpoint: 'https://fcm.googleapis.com/fcm/send/dRkG3mN7xQ0:APA91bH',
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    },
  ],
  ['confirmDiscarded', { cook_id: COOK_ID }],
]);

/** Adds an example to the request body of every operation that has one. */
export function addRequests(document: OpenAPIObject): void {
  for (const { operation } of operationsOf(document)) {
    const { content } = (operation.requestBody as RequestBodyObject | undefined) ?? {};
    const json = content?.['application/json'];
    if (json === undefined) continue;
    json.example = BODIES.get(operation.operationId);
  }
}
