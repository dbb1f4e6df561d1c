import { mkdirSync } from 'node:fs';
import { SmallDisk } from '../../../test/harness/small-disk.js';
import { soundData, WellMachine } from '../../../test/harness/healthy-host.js';
import { disk, judged, type Disk } from './disk.js';
import { collectProbes } from './probe-results.js';

describe('The disk', () => {
  const makeDisk = (some: Partial<Disk> = {}): Disk => ({
    folders: ['/opt/coddle', '/var/lib/coddle'],
    free: 4_000_000_000,
    total: 15_000_000_000,
    readOnly: false,
    ...some,
  });

  it.each([
    [{}, 'ok', '4.0 GB of 15.0 GB are free for /opt/coddle, /var/lib/coddle'],
    [{ free: 99_999_999 }, 'wrong', '99 MB of 15.0 GB are free for /opt/coddle, /var/lib/coddle'],
    [{ free: 290_000_000 }, 'wrong', '290 MB of 15.0 GB are free for /opt/coddle, /var/lib/coddle'],
    [{ free: 310_000_000 }, 'note', '310 MB of 15.0 GB are free for /opt/coddle, /var/lib/coddle'],
  ])('with %j is %s: %s', (some, state, told) => {
    const finding = judged(makeDisk(some));
    expect(finding).toMatchObject({ state, told });
    if (state !== 'ok') {
      expect(finding.mend).toBe(
        'sudo apt clean && sudo journalctl --vacuum-size=50M free some space; sudo du -xh / | sort -h | tail shows what uses it',
      );
    }
  });

  it('reports a disk that Linux has made read-only as a failing card', () => {
    expect(judged(makeDisk({ readOnly: true }))).toEqual({
      check: 'disk',
      state: 'wrong',
      told: 'the disk of /opt/coddle, /var/lib/coddle is read-only: Linux stops writing to a failing card',
      mend: 'copy /var/backups/coddle elsewhere now, then dmesg | grep -i mmc; put in a new card, install Coddle and run sudo coddle restore',
    });
  });

  it('is looked at without a byte being written, each that is a disk of its own', async () => {
    const machine = new WellMachine(await soundData());
    const { places } = machine.machine;
    mkdirSync(places.backups, { recursive: true });
    const small = SmallDisk.mount(places.backups);
    try {
      if (small === undefined) return; // Only an administrator can mount one.
      small.lock();
      const io = machine.machine.io();
      const findings = await disk(io, await collectProbes(io));
      expect(findings).toMatchObject([
        { told: expect.stringContaining(places.data) as string },
        { state: 'wrong', told: expect.stringContaining(`${places.backups} is read-only`) as string },
      ]);
    } finally {
      small?.unmount();
      machine.machine.clear();
    }
  });
});
