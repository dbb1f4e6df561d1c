import { instant } from '../../cooking/status/instant.js';
import type { AlertDeliveryDto, DeliveryAttemptDto } from '../dto/alert-delivery.dto.js';
import type { Attempt, Delivery, DeliveryState } from '../outbox/delivery.js';
import { instantOrNull } from './alert.mapper.js';

/** The states in which another attempt follows. */
const UNFINISHED: ReadonlySet<DeliveryState> = new Set(['waiting', 'sending']);

/**
 * A delivery as clients read it.
 * @param instead stands for its words where the client may not know all that it is about
 */
export function toDeliveryDto(delivery: Delivery, instead?: string): AlertDeliveryDto {
  const { message, state } = delivery;
  return {
    delivery_id: delivery.id,
    alert_id: delivery.alertId,
    also_alert_ids: [...delivery.alsoAlertIds],
    channel: delivery.channel,
    notice: message.notice,
    severity: message.severity,
    title: instead ?? message.title,
    text: instead ?? message.text,
    state,
    created_at: instant(new Date(delivery.createdAt)),
    next_attempt_at: state === 'waiting' ? instant(new Date(delivery.notBefore)) : null,
    next_channels: UNFINISHED.has(state) ? [...delivery.next] : [],
    message_key: message.key,
    maybe_twice: delivery.maybeTwice,
    attempts: delivery.attempts.map(toAttemptDto),
  };
}

const toAttemptDto = ({ at, endedAt, result, why, retryAt }: Attempt): DeliveryAttemptDto => ({
  at: instant(new Date(at)),
  ended_at: instantOrNull(endedAt),
  result,
  why,
  retry_at: instantOrNull(retryAt),
});
