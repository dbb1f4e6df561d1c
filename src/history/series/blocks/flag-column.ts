import type { BitReader } from './bit-reader.js';
import type { BitWriter } from './bit-writer.js';

/** Packs a column of flags as the lengths of its runs, beginning with one of false; a single bit where all are false. */
export function writeFlags(writer: BitWriter, flags: readonly boolean[]): void {
  const isAny = flags.includes(true);
  writer.write(isAny ? 1 : 0, 1);
  if (!isAny) return;
  const runs = runsOf(flags);
  writer.writeWhole(runs.length);
  for (const run of runs) writer.writeWhole(run);
}

/** Unpacks a column of this length. */
export function readFlags(reader: BitReader, length: number): boolean[] {
  const flags = new Array<boolean>(length).fill(false);
  if (reader.read(1) === 0) return flags;
  const runs = reader.readWhole();
  let end = 0;
  for (let run = 0; run < runs && end < length; run++) {
    const begin = end;
    end = Math.min(length, begin + reader.readWhole());
    if (run % 2 === 1) flags.fill(true, begin, end);
  }
  return flags;
}

function runsOf(flags: readonly boolean[]): number[] {
  const runs = [0];
  let current = false;
  for (const flag of flags) {
    if (flag === current) runs[runs.length - 1]!++;
    else {
      current = flag;
      runs.push(1);
    }
  }
  return runs;
}
