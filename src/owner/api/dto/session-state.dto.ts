import { ApiProperty } from '@nestjs/swagger';

/** Whether this browser is signed in as the owner. */
export class SessionStateDto {
  /**
   * Whether the owner has set a password.
   * @example true
   */
  password_set!: boolean;

  /**
   * Whether this browser is signed in as the owner.
   * @example true
   */
  signed_in!: boolean;

  /**
   * What every change carries as the header `X-CSRF-Token`; null when signed out.
   * @example 'qN0uQpYt1mGkzqkq3oVJ0w7v0b3Jc2m5oVZ4w1xT8kE'
   */
  @ApiProperty({ type: String, nullable: true })
  csrf_token!: string | null;

  /**
   * Whether the cooker is simulated, as in the demo.
   * @example false
   */
  simulated!: boolean;

  /**
   * How many simulated seconds the demo passes in one second; null outside of the demo, where time is real.
   * @example null
   */
  @ApiProperty({ type: Number, nullable: true })
  simulated_speed!: number | null;

  /**
   * The version of the server.
   * @example '1.0.0'
   */
  version!: string;
}
