import { JournalChain, type Head } from './journal-chain.js';
import type { JournalRow } from './tables.js';

const chain = new JournalChain(Buffer.alloc(32, 1));
const row = (stage: string) => ({
  at: 1,
  command_id: 'command-1',
  cooker_id: 'cooker-1',
  kind: 'start',
  stage,
  content: '{}',
});

function made(by = chain): { rows: JournalRow[]; head: Head } {
  const rows: JournalRow[] = [];
  let head: Head = { sequence: 0, hash: '' };
  for (const stage of ['intended', 'sent', 'acknowledged', 'verified']) {
    const linked = by.link(head, row(stage));
    rows.push(linked);
    head = linked;
  }
  return { rows, head: { sequence: head.sequence, hash: head.hash } };
}

describe('JournalChain', () => {
  const { rows, head } = made();
  const [first, second, third, fourth] = rows as [JournalRow, JournalRow, JournalRow, JournalRow];

  it('holds from the first entry to the head, and before there is any', () => {
    expect(chain.flawIn(rows, head)).toBeUndefined();
    expect(chain.flawIn([], { sequence: 0, hash: '' })).toBeUndefined();
  });

  it.each(Object.keys(row('')) as (keyof ReturnType<typeof row>)[])(
    'names an entry whose %s was changed',
    (field) => {
      const changed = { ...second, [field]: field === 'at' ? 2 : 'x' };
      expect(chain.flawIn([first, changed, third, fourth], head)).toBe(
        'entry 2 of the journal is not what was written there',
      );
    },
  );

  it('names the first of two entries that changed places', () => {
    const swapped = [first, { ...third, sequence: 2 }, { ...second, sequence: 3 }, fourth];
    expect(chain.flawIn(swapped, head)).toMatch(/^entry 2 /);
    expect(chain.flawIn([first, third, second, fourth], head)).toBe('entry 2 of the journal is missing');
  });

  it('names an entry that is gone, wherever it was', () => {
    expect(chain.flawIn([second, third, fourth], head)).toBe('entry 1 of the journal is missing');
    expect(chain.flawIn([first, second, fourth], head)).toBe('entry 3 of the journal is missing');
  });

  it('notices that its tail was cut off, and that its head was lost', () => {
    expect(chain.flawIn([first, second], head)).toBe('the journal ends at entry 2, and should at 4');
    expect(chain.flawIn(rows, undefined)).toBe('the journal ends at entry 4, and should at another');
    expect(chain.flawIn([], head)).toBe('the journal ends at entry 0, and should at 4');
  });

  it('believes no chain that was made without its key, nor one that goes on from another', () => {
    const forged = made(new JournalChain(Buffer.alloc(32, 2)));
    expect(chain.flawIn(forged.rows, forged.head)).toMatch(/^entry 1 /);
    const spliced = chain.link({ sequence: 2, hash: 'another' }, row('sent'));
    expect(chain.flawIn([first, second, spliced], head)).toBe(
      'entry 3 of the journal does not follow the one before',
    );
  });
});
