import { Transform } from 'class-transformer';
import { IsBoolean } from 'class-validator';
import { OptionalField } from './optional-field.decorator.js';

const TEXTS: ReadonlyMap<unknown, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

/** Chooses what a verdict comes with. */
export class VerdictQueryDto {
  /**
   * true adds what the core does over time, for a picture.
   * @example true
   */
  @OptionalField()
  @Transform(({ value }: { value: unknown }) => TEXTS.get(value) ?? value)
  @IsBoolean()
  curve?: boolean;
}
