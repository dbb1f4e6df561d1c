import { Type } from 'class-transformer';
import {
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

/** Base64url, and base64 as some browsers write it. */
const BASE64 = /^[\w+/-]{1,120}={0,2}$/;
const ENCODED = { message: '$property must be base64url' };

/** The keys of a browser. */
export class SubscriptionKeysDto {
  /**
   * The public key of the browser: an uncompressed point on P-256, in base64url.
   * @example 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'
   */
  @Matches(BASE64, ENCODED)
  p256dh!: string;

  /**
   * The secret of the subscription, 16 bytes in base64url.
   * @example 'BTBZMqHH6r4Tts7J_aSIgg'
   */
  @Matches(BASE64, ENCODED)
  auth!: string;
}

/** The subscription of a browser, as its `PushSubscription.toJSON()` gives it. */
export class SubscribeDto {
  /**
   * The address at the push service of the browser.
   * @example 'https://fcm.googleapis.com/fcm/send/dRkG3mN7xQ0:APA91bH'
   */
  @IsString()
  @MaxLength(1_024)
  endpoint!: string;

  /**
   * When the subscription ends by itself, in milliseconds since 1970; browsers send null.
   * @example null
   */
  @ApiPropertyOptional({ type: 'number', nullable: true })
  @IsOptional()
  @IsNumber()
  expirationTime?: number | null;

  /** What messages are encrypted with. */
  @ApiProperty({ type: () => SubscriptionKeysDto })
  @IsObject()
  @ValidateNested()
  @Type(() => SubscriptionKeysDto)
  keys!: SubscriptionKeysDto;
}
