import { InvalidRequestError } from '../../http/http-errors.js';
import type { RefusedReadingDto, TakenReadingsDto } from '../dto/push-readings.dto.js';

/** Refused readings that a response names. */
const MOST_NAMED = 50;
/** Problems that an error names, as every error does. */
const MOST_PROBLEMS = 10;

/** What became of the readings of a request, so far. */
export class PushOutcome {
  accepted = 0;
  late = 0;
  repeated = 0;
  contradicted = 0;
  private impossible = 0;
  private readonly refused: RefusedReadingDto[] = [];

  /** @param field empty for the reading itself */
  refuse(index: number, field: string, fault: string): void {
    const path = field === '' ? `readings.${index}` : `readings.${index}.${field}`;
    this.refused.push({ index, field: path, message: `${path} ${fault}.` });
  }

  /** Counts a value that no sensor measures: it was taken as no reading. */
  addImpossible(): void {
    this.impossible += 1;
  }

  /** @throws InvalidRequestError when every reading was refused */
  report(untrusted: readonly string[]): TakenReadingsDto {
    const { accepted, late, repeated, contradicted, refused } = this;
    if (accepted + repeated + contradicted === 0 && refused.length > 0) throw this.asError();
    const sorted = refused.toSorted((one, other) => one.index - other.index);
    return {
      accepted,
      late,
      repeated,
      contradicted,
      refused: sorted.slice(0, MOST_NAMED),
      warnings: this.warnings(untrusted),
      summary: this.summary(),
    };
  }

  private asError(): InvalidRequestError {
    const named = this.refused.toSorted((one, other) => one.index - other.index).slice(0, MOST_PROBLEMS);
    const more = this.refused.length - named.length;
    const sentences = [
      ...named.map(({ message }) => message),
      ...(more > 0 ? [`There are ${more} more problems.`] : []),
    ];
    return new InvalidRequestError(sentences.join(' '), {
      details: {
        field: named[0]!.field,
        problems: named.map(({ field, message }) => ({ field, message: message.slice(0, -1) })),
      },
    });
  }

  private warnings(untrusted: readonly string[]): string[] {
    const { contradicted, impossible, late } = this;
    return [
      ...(late > 0 ? [`${counted(late, 'reading')} came late: shown, and without effect on a verdict.`] : []),
      ...(contradicted > 0
        ? [
            `${counted(contradicted, 'reading')} contradicted an earlier one of the same instant, which stands.`,
          ]
        : []),
      ...(impossible > 0
        ? [`${counted(impossible, 'value')} cannot be a temperature, and counts as no reading.`]
        : []),
      ...(untrusted.length > 0
        ? [
            `Until the owner trusts them, these probes count for no verdict: ${untrusted.slice(0, MOST_PROBLEMS).join(', ')}${untrusted.length > MOST_PROBLEMS ? ' and others' : ''}.`,
          ]
        : []),
    ];
  }

  private summary(): string {
    const refused = this.refused.length;
    const rest = refused === 0 ? '' : `, and ${counted(refused, 'reading')} refused`;
    return `${counted(this.accepted, 'reading')} taken${rest}.`;
  }
}

const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;
