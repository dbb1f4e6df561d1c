import { digestOf, type CallIdentity } from './call-identity.js';
import type { StopCookDto } from './dto/stop-cook.dto.js';

/** A stop as a client asked for it. */
export interface StopRequest extends CallIdentity {
  /** The cooker asked for. */
  readonly deviceId?: string | undefined;
}

/**
 * A stop as the service takes it.
 * @param key the name of the key that was shown
 */
export function toStopRequest(
  { device_id: deviceId, request_id: requestId }: StopCookDto,
  key: string,
): StopRequest {
  return { key, deviceId, requestId, body: digestOf({ deviceId }) };
}
