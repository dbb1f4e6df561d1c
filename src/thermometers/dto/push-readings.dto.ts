import { ApiProperty } from '@nestjs/swagger';
import { ArrayMinSize, IsArray } from 'class-validator';

/** One reading to be taken. */
export class PushedReadingDto {
  /**
   * The probe, named by whoever pushes it: 1 to 40 of the signs a-z, 0-9 and -. A new name is a new probe.
   * @example 'garage-smoker-1'
   */
  @ApiProperty({ pattern: '^[a-z0-9-]{1,40}$' })
  probe_id!: string;

  /**
   * What was measured, in °C; null for no reading.
   * @example 61.5
   */
  @ApiProperty({ type: 'number', nullable: true })
  temperature_celsius!: number | null;

  /**
   * When it was measured, with a time zone: at most 2 minutes ahead and 24 hours ago.
   * @example '2026-11-20T12:20:05Z'
   */
  @ApiProperty({ format: 'date-time' })
  at!: string;
}

/** Readings that a device of your own pushes. */
export class PushReadingsDto {
  /** 1 to 1000 readings, in any order. Each is read by itself: one that is wrong keeps no other from being taken. */
  @ApiProperty({ type: () => PushedReadingDto, isArray: true, minItems: 1, maxItems: 1000 })
  @IsArray({ message: '$property must be a list of readings' })
  @ArrayMinSize(1, { message: '$property must hold at least one reading' })
  readings!: unknown[];
}

/** A reading that was not taken. */
export class RefusedReadingDto {
  /**
   * Its place in the request, from 0.
   * @example 2
   */
  index!: number;

  /**
   * The field that is wrong.
   * @example 'readings.2.at'
   */
  field!: string;

  /**
   * What is wrong, as a sentence.
   * @example 'readings.2.at is more than 24 hours ago.'
   */
  message!: string;
}

/** What became of the readings of a request. */
export class TakenReadingsDto {
  /**
   * How many were taken.
   * @example 3
   */
  accepted!: number;

  /**
   * How many of these came more than 2 minutes after they were measured: they are shown, and credit no kill.
   * @example 0
   */
  late!: number;

  /**
   * How many were known already.
   * @example 0
   */
  repeated!: number;

  /**
   * How many gave another value for an instant that was known: the first stands.
   * @example 0
   */
  contradicted!: number;

  /** The readings that were not taken, at most 50. */
  refused!: RefusedReadingDto[];

  /** What else the sender should know, a sentence each. */
  warnings!: string[];

  /**
   * The same in a sentence.
   * @example '3 readings were taken.'
   */
  summary!: string;
}
