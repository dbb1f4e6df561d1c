import { IsString, MaxLength, ValidateBy } from 'class-validator';
import { OptionalField } from '../../cooking/dto/optional-field.decorator.js';
import { LIVE_TYPES, type LiveType } from '../hub/live-event.js';

const isKnown = (type: string): type is LiveType => (LIVE_TYPES as readonly string[]).includes(type);
const namesTypes = (value: unknown): boolean => typeof value === 'string' && value.split(',').every(isKnown);

/** Chooses the events of a stream, and where it goes on. */
export class LiveQueryDto {
  /**
   * The kinds of events, with commas between; left out, all of them. reset and busy come always.
   * @example 'status,reading'
   */
  @OptionalField()
  @ValidateBy(
    { name: 'liveTypes', validator: { validate: namesTypes } },
    { message: `$property must be one or more of ${LIVE_TYPES.join(', ')}, with commas between` },
  )
  types?: string;

  /** The only cooker, as GET /devices lists it; left out, all that the key may see. */
  @OptionalField()
  @IsString()
  @MaxLength(128)
  device_id?: string;

  /** The id of the last event that the client has, where it cannot send the header Last-Event-ID, which counts before it. */
  @OptionalField()
  @IsString()
  last_event_id?: string;
}

/** The types that a query asks for. */
export const typesOf = ({ types }: LiveQueryDto): readonly LiveType[] =>
  types === undefined ? LIVE_TYPES : types.split(',').filter(isKnown);
