import { readFileSync, rmSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalChain, JournalCheckpoint } from './journal-chain.js';

/** The name of the checkpoint in the folder of the database. */
export const CHECKPOINT_FILE = 'journal.checkpoint';

interface SignedCheckpoint extends JournalCheckpoint {
  readonly seal: string;
}

/**
 * The checkpoint of a folder; undefined where there is none that was made with the key of the journal. Without one
 * all of the journal is verified before anything starts, so that nothing is gained by removing it.
 */
export function readCheckpoint(folder: string, chain: JournalChain): JournalCheckpoint | undefined {
  try {
    const text = readFileSync(join(folder, CHECKPOINT_FILE), 'utf8');
    const { sequence, hash, at, seal } = JSON.parse(text) as SignedCheckpoint;
    return chain.madeCheckpoint({ sequence, hash, at }, String(seal)) ? { sequence, hash, at } : undefined;
  } catch {
    return undefined; // What cannot be read vouches for nothing.
  }
}

/** Puts a checkpoint in the place of the last one; a power cut leaves one of the two. */
export async function writeCheckpoint(
  folder: string,
  chain: JournalChain,
  { sequence, hash, at }: JournalCheckpoint,
): Promise<void> {
  const path = join(folder, CHECKPOINT_FILE);
  const draft = `${path}.draft`;
  const seal = chain.sealCheckpoint({ sequence, hash, at });
  try {
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify({ sequence, hash, at, seal } satisfies SignedCheckpoint)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Has the next server verify all of the journal before anything starts. */
export const removeCheckpoint = (folder: string): void =>
  rmSync(join(folder, CHECKPOINT_FILE), { force: true });
