import type { WrittenFault } from '../../../shared/written-object.js';
import type { ThermometerSink } from '../../thermometer-sink.js';
import { ThermometerSource } from '../../thermometer-source.js';
import { faultSentence } from './mapping-file.js';

/** Stands in for a broker whose mapping is wrong: it says what is, and follows nothing. */
export class UnusableMappingSource extends ThermometerSource {
  constructor(
    private readonly faults: readonly WrittenFault[],
    private readonly sink: ThermometerSink,
    private readonly warn: (text: string) => void,
  ) {
    super();
  }

  open(): void {
    const sentences = this.faults.map(faultSentence);
    for (const sentence of sentences) this.warn(`No probe is read over MQTT. ${sentence}`);
    const more = sentences.length > 1 ? ` (and ${sentences.length - 1} more)` : '';
    this.sink.account('mqtt', { state: 'unreachable', problem: `${sentences[0]}${more}` });
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}
