import { ApiProperty } from '@nestjs/swagger';
import { CHANNEL_KINDS, type AlertChannel } from '../channels/alert-channel.js';
import { ATTEMPT_RESULTS, type Attempt } from '../outbox/delivery.js';

/** How the newest attempt of a channel ended. */
export class ChannelResultDto {
  /**
   * When it began.
   * @example '2026-11-20T12:16:10Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;

  /** Whether the channel took the message. */
  @ApiProperty({ enum: ATTEMPT_RESULTS, example: 'sent' })
  result!: Attempt['result'];

  /**
   * Why it failed; null when it did not.
   * @example null
   */
  why!: string | null;
}

/** One way to reach people. */
export class AlertChannelDto {
  /**
   * Its name, as rules name it.
   * @example 'ntfy'
   */
  name!: string;

  /** What it is. */
  @ApiProperty({ enum: CHANNEL_KINDS, example: 'ntfy' })
  kind!: AlertChannel['kind'];

  /**
   * Where it sends to, without secrets.
   * @example 'ntfy.sh'
   */
  target!: string;

  /**
   * Whether a message that is sent twice arrives once: the other side drops repeats.
   * @example false
   */
  drops_repeats!: boolean;

  /** The newest attempt; null when nothing was sent lately. */
  @ApiProperty({ type: () => ChannelResultDto, nullable: true })
  last_result!: ChannelResultDto | null;
}

/** The channels that are set up, in the order in which they are tried. */
export class AlertChannelsDto {
  /** The channels. */
  channels!: AlertChannelDto[];

  /**
   * What keeps others from being used, a sentence each.
   * @example []
   */
  problems!: string[];

  /**
   * The same in a sentence.
   * @example 'One channel is set up: ntfy.'
   */
  summary!: string;
}

/** What became of a test of a channel. */
export class ChannelTestDto {
  /**
   * The channel.
   * @example 'ntfy'
   */
  channel!: string;

  /** Whether the channel took the message. */
  @ApiProperty({ enum: ['sent', 'failed'], example: 'sent' })
  status!: 'sent' | 'failed';

  /**
   * Why it failed; null when it did not.
   * @example null
   */
  why!: string | null;

  /**
   * The same in a sentence.
   * @example 'ntfy took the test message. See whether it arrived.'
   */
  summary!: string;
}
