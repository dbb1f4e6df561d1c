import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Database } from '../../storage/database.js';
import type { JournalEntry } from '../../storage/journal-store.js';
import { appendIn } from '../../storage/sql-journal-store.js';
import type { DirectStatements } from '../../storage/sqlite-file.js';
import { readableRows, safeColumns } from '../../storage/stored-rows.js';
import { readProbe, readThermometer, toProbeRow, toThermometerRow } from './thermometer-rows.js';
import {
  ThermometerStore,
  type ChangedThermometers,
  type StoredProbe,
  type StoredThermometer,
  type StoredThermometers,
  type TrustDecision,
} from './thermometer-store.js';

/** The known thermometers in the SQLite database. */
@Injectable()
export class SqlThermometerStore extends ThermometerStore {
  private readonly logger = new Logger('ThermometerStore');

  constructor(private readonly database: Database) {
    super();
  }

  async load(): Promise<StoredThermometers> {
    const rows = await this.database.read(
      async (queries) => ({
        thermometers: await queries.selectFrom('thermometers').select(THERMOMETER_COLUMNS).execute(),
        probes: await queries.selectFrom('probes').select(PROBE_COLUMNS).execute(),
      }),
      { early: true },
    );
    return {
      thermometers: this.readable(rows.thermometers, readThermometer),
      probes: this.readable(rows.probes, readProbe),
    };
  }

  async save({ thermometers, probes, forgotten }: ChangedThermometers): Promise<void> {
    await this.database.writeDirectly(
      (statements) => {
        for (const id of forgotten) statements.run('DELETE FROM probes WHERE probe_id = ?', [id]);
        for (const one of thermometers) saveThermometer(statements, one);
        for (const one of probes) saveProbe(statements, one);
      },
      { durable: 'later', waits: 'never' },
    );
  }

  async decide(probe: StoredProbe, thermometer: StoredThermometer, decision: TrustDecision): Promise<void> {
    const last = await this.database.writeDirectly(
      (statements, chain) => {
        saveThermometer(statements, thermometer);
        saveProbe(statements, probe);
        return appendIn(statements, chain, [entryOf(decision)]).at(-1);
      },
      { waits: 'a-moment' },
    );
    if (last !== undefined) this.database.journalReached(last);
  }

  /** One unreadable row must not hide the others: it is logged, and its probe begins anew, untrusted. */
  private readable<Item>(rows: readonly unknown[], read: (row: unknown) => Item): Item[] {
    return readableRows(rows, read, (problem) =>
      this.logger.error(`A thermometer cannot be read: ${problem}`),
    );
  }
}

const saveThermometer = (statements: DirectStatements, thermometer: StoredThermometer): void =>
  void statements.run(SAVE_THERMOMETER, Object.values(toThermometerRow(thermometer)));

const saveProbe = (statements: DirectStatements, probe: StoredProbe): void =>
  void statements.run(SAVE_PROBE, Object.values(toProbeRow(probe)));

/** The version of the content of the journal's entries. */
const VERSION = 1;

const entryOf = ({ probeId, thermometerId, stage, pusher, by, at }: TrustDecision): JournalEntry => ({
  at,
  commandId: randomUUID(),
  cookerId: thermometerId,
  kind: 'probe',
  stage,
  content: { version: VERSION, probe: probeId, requestedBy: pusher, decidedBy: by },
});

const THERMOMETER_COLUMNS = safeColumns({ thermometer_id: 'TEXT', content: 'TEXT', checksum: 'INTEGER' });
const PROBE_COLUMNS = safeColumns({
  probe_id: 'TEXT',
  thermometer_id: 'TEXT',
  content: 'TEXT',
  checksum: 'INTEGER',
});
const SAVE_THERMOMETER =
  'INSERT OR REPLACE INTO thermometers (thermometer_id, content, checksum) VALUES (?, ?, ?)';
const SAVE_PROBE =
  'INSERT OR REPLACE INTO probes (probe_id, thermometer_id, content, checksum) VALUES (?, ?, ?, ?)';
