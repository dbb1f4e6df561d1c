import { ApiProperty } from '@nestjs/swagger';

/** A browser that receives messages. */
export class PushSubscriptionDto {
  /**
   * The first 20 hexadecimal digits of the SHA-256 of its address, which its own page knows.
   * @example '9b3c1f0a7d52e84466ab'
   */
  id!: string;

  /**
   * The browser and its system, as they call themselves.
   * @example 'Chrome on Android'
   */
  device!: string;

  /**
   * The push service that its messages go through; the address there is a secret.
   * @example 'fcm.googleapis.com'
   */
  push_service!: string;

  /**
   * Since when it receives messages.
   * @example '2026-11-20T11:20:00Z'
   */
  @ApiProperty({ format: 'date-time' })
  subscribed_at!: string;
}

/** The browsers that receive messages, and what another one needs to. */
export class PushSubscriptionsDto {
  /**
   * The key of this server for `applicationServerKey`, in base64url.
   * @example 'BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8'
   */
  public_key!: string;

  /** The oldest in front. */
  subscriptions!: PushSubscriptionDto[];
}

/** That a browser receives no more messages. */
export class EndedSubscriptionDto {
  /**
   * How many subscriptions ended.
   * @example 1
   */
  ended!: number;
}
