import { ChainWalk, JournalChain, type SealedHead } from './journal-chain.js';
import type { JournalHead } from './journal-store.js';
import type { JournalRow } from './tables.js';

const chain = new JournalChain(Buffer.alloc(32, 1));
const stranger = new JournalChain(Buffer.alloc(32, 2));
const row = (stage: string) => ({
  at: 1,
  command_id: 'command-1',
  cooker_id: 'cooker-1',
  kind: 'start',
  stage,
  content: '{}',
});

function made(by = chain): { rows: JournalRow[]; head: SealedHead } {
  const rows: JournalRow[] = [];
  let head: JournalHead = { sequence: 0, hash: '' };
  for (const stage of ['intended', 'sent', 'acknowledged', 'verified']) {
    const linked = by.link(head, row(stage));
    rows.push(linked);
    head = linked;
  }
  return { rows, head: by.signHead(head) };
}

function integrityErrorIn(rows: readonly JournalRow[], head: SealedHead | undefined): string | undefined {
  const walk = new ChainWalk(chain);
  return walk.follow(rows) ?? walk.end(head);
}

describe('JournalChain', () => {
  const { rows, head } = made();
  const [first, second, third, fourth] = rows as [JournalRow, JournalRow, JournalRow, JournalRow];

  it('is valid from the first entry to the head, and when it is empty', () => {
    expect(integrityErrorIn(rows, head)).toBeUndefined();
    expect(integrityErrorIn([], chain.signHead())).toBeUndefined();
  });

  it('is valid when verified in any parts', () => {
    const walk = new ChainWalk(chain);
    for (const one of rows) expect(walk.follow([one])).toBeUndefined();
    expect(walk.last).toBe(fourth);
    expect(walk.end(head)).toBeUndefined();
  });

  it.each(Object.keys(row('')) as (keyof ReturnType<typeof row>)[])(
    'names an entry whose %s was changed',
    (field) => {
      const changed = { ...second, [field]: field === 'at' ? 2 : 'x' };
      expect(integrityErrorIn([first, changed, third, fourth], head)).toBe(
        'entry 2 of the journal is not what was written there',
      );
    },
  );

  it('names the first of two entries that changed places', () => {
    const swapped = [first, { ...third, sequence: 2 }, { ...second, sequence: 3 }, fourth];
    expect(integrityErrorIn(swapped, head)).toMatch(/^entry 2 /);
    expect(integrityErrorIn([first, third, second, fourth], head)).toBe('entry 2 of the journal is missing');
  });

  it('names a missing entry at any place', () => {
    expect(integrityErrorIn([second, third, fourth], head)).toBe('entry 1 of the journal is missing');
    expect(integrityErrorIn([first, second, fourth], head)).toBe('entry 3 of the journal is missing');
  });

  it('notices that its tail was cut off, and that its head was lost', () => {
    expect(integrityErrorIn([first, second], head)).toBe('the journal ends at entry 2, and should at 4');
    expect(integrityErrorIn(rows, undefined)).toBe('the journal has lost its head');
    expect(integrityErrorIn([], head)).toBe('the journal ends at entry 0, and should at 4');
  });

  it.each([
    ['left as it was', (cut: JournalRow) => ({ ...head, sequence: cut.sequence, hash: cut.hash })],
    ['made with another key', (cut: JournalRow) => stranger.signHead(cut)],
    ['taken from the row', ({ sequence, hash }: JournalRow) => ({ sequence, hash, seal: hash })],
    ['wiped', ({ sequence, hash }: JournalRow) => ({ sequence, hash, seal: '' })],
  ])(
    'notices a head that was set back to the last row after the tail was cut, its signature %s',
    (_, headAt) => {
      const problem = 'the head of the journal is not what was written there';
      expect(integrityErrorIn([first, second], headAt(second))).toBe(problem);
    },
  );

  it.each([
    ['a text for its number', { sequence: '4' as never }],
    ['no number', { sequence: null as never }],
    ['no hash', { hash: null as never }],
    ['bytes for its hash', { hash: new ArrayBuffer(4) as never }],
    ['no signature', { seal: null as never }],
    ['a number for its signature', { seal: 4 as never }],
    ['the bytes of its signature', { seal: Buffer.from(head.seal) as never }],
  ])('takes no head with %s for its own', (_, damage) => {
    expect(chain.madeHead(head)).toBe(true);
    expect(chain.madeHead({ ...head, ...damage })).toBe(false);
  });

  it('rejects a chain that was made without its key, and one that continues another', () => {
    const forged = made(stranger);
    expect(integrityErrorIn(forged.rows, forged.head)).toMatch(/^entry 1 /);
    expect(integrityErrorIn([], stranger.signHead())).toMatch(/^the head /);
    const added = stranger.link(head, row('sent'));
    expect(integrityErrorIn([...rows, added], stranger.signHead(added))).toMatch(/^entry 5 /);
    const spliced = chain.link({ sequence: 2, hash: 'another' }, row('sent'));
    expect(integrityErrorIn([first, second, spliced], head)).toBe(
      'entry 3 of the journal does not follow the one before',
    );
  });
});
