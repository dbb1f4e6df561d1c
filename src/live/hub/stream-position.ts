import { randomBytes } from 'node:crypto';

const FORM = /^([\da-f]{12})-(\d{1,15})$/;

/**
 * The ids of the events of one process: `EPOCH-NUMBER`. The epoch is random for each process, so that the position in
 * the stream of another process is not mistaken for one in this.
 */
export class StreamPositions {
  private readonly epoch = randomBytes(6).toString('hex');

  /** The id of the event with this number. */
  idOf(number: number): string {
    return `${this.epoch}-${number}`;
  }

  /** The number of an event by its id; undefined for anything that is no id of this process. */
  numberOf(id: string | undefined): number | undefined {
    const [, epoch, number] = FORM.exec(id ?? '') ?? [];
    return epoch === this.epoch ? Number(number) : undefined;
  }
}
