import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurablyAsync } from '../shared/durable-file.js';
import { JsonReader } from '../shared/json-reader.js';
import type { JournalChain, JournalCheckpoint } from './journal-chain.js';

/** The name of the checkpoint in the folder of the database. */
export const CHECKPOINT_FILE = 'journal.checkpoint';

interface SignedCheckpoint extends JournalCheckpoint {
  readonly seal: string;
}

/**
 * The checkpoint of a folder; undefined without one that is signed with the key of the journal. Without a checkpoint
 * all of the journal is verified before anything starts, so an attacker gains nothing by removing it.
 */
export function readCheckpoint(folder: string, chain: JournalChain): JournalCheckpoint | undefined {
  try {
    const text = readFileSync(join(folder, CHECKPOINT_FILE), 'utf8');
    const { seal, ...checkpoint } = parseCheckpoint(text);
    return chain.madeCheckpoint(checkpoint, seal) ? checkpoint : undefined;
  } catch {
    return undefined; // An unreadable checkpoint counts as none.
  }
}

/** Replaces the checkpoint durably; a power cut leaves either the old or the new one. */
export async function writeCheckpoint(
  folder: string,
  chain: JournalChain,
  { sequence, hash, at }: JournalCheckpoint,
): Promise<void> {
  const seal = chain.sealCheckpoint({ sequence, hash, at });
  const signed: SignedCheckpoint = { sequence, hash, at, seal };
  await writeDurablyAsync(join(folder, CHECKPOINT_FILE), `${JSON.stringify(signed)}\n`);
}

/** Removes the checkpoint, so that the next start verifies all of the journal first. */
export const removeCheckpoint = (folder: string): void =>
  rmSync(join(folder, CHECKPOINT_FILE), { force: true });

function parseCheckpoint(text: string): SignedCheckpoint {
  const json = JsonReader.parse(text);
  return {
    sequence: json.field('sequence').number(),
    hash: json.field('hash').text(),
    at: json.field('at').number(),
    seal: json.field('seal').text(),
  };
}
