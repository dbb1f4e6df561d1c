import { makeCooker, stateOf } from '../../test/harness/lone-cooker.js';

const MINUTE = 60_000;

describe('a cooker that is not heard', () => {
  it('repeats its last words while silent, though it obeys', () => {
    const { clock, cooker } = makeCooker();
    cooker.fallSilent();
    clock.advance(MINUTE);
    cooker.startByCommand(60, 60, 'command-1');
    expect(cooker.mode).toBe('cook');
    expect(stateOf(cooker)).toMatchObject({
      updatedTimestamp: '2026-03-01T12:00:00Z',
      state: { mode: 'idle' },
      systemInfo: { online: true },
    });
    cooker.speak();
    expect(stateOf(cooker)).toMatchObject({ state: { mode: 'cook' } });
  });

  it('announces nothing while silent, and speaks up afterwards', () => {
    const { cooker, news } = makeCooker();
    cooker.fallSilent();
    cooker.setWater(50);
    expect(news).toEqual([]);
    cooker.speak();
    expect(news).toEqual(['state']);
  });

  it('loses its cook without a word when unplugged, and is deaf', () => {
    const { clock, cooker, news } = makeCooker({ water: 60 });
    cooker.startAtDevice(60, 60);
    news.length = 0;
    clock.advance(MINUTE);
    cooker.unplug();
    cooker.startByCommand(60, 60, 'command-1');
    cooker.startFromApp(60, 60);
    expect(news).toEqual([]);
    expect(cooker.mode).toBe('idle');
    expect(stateOf(cooker)).toMatchObject({ state: { mode: 'cook' }, systemInfo: { online: false } });
    clock.advance(MINUTE);
    cooker.plugIn();
    expect(stateOf(cooker)).toMatchObject({
      state: { mode: 'idle', processedCommandIds: expect.not.arrayContaining(['command-1']) as string[] },
      systemInfo: {
        online: true,
        lastDisconnectedTimestamp: '2026-03-01T12:01:00Z',
        lastConnectedTimestamp: '2026-03-01T12:02:00Z',
      },
    });
  });

  it('is said to be offline once, and cooks on', () => {
    const { cooker, news } = makeCooker({ water: 60 });
    cooker.startAtDevice(60, 60);
    news.length = 0;
    cooker.goOffline();
    expect(news).toEqual(['state']);
    expect(stateOf(cooker)).toMatchObject({ state: { mode: 'cook' }, systemInfo: { online: false } });
    cooker.comeOnline();
    expect(cooker.mode).toBe('cook');
    expect(stateOf(cooker)).toMatchObject({ systemInfo: { online: true } });
  });

  it('can have been offline since long before anyone connected', () => {
    const { cooker } = makeCooker();
    cooker.goOfflineSince(5 * 60 * MINUTE);
    expect(stateOf(cooker)).toMatchObject({
      updatedTimestamp: '2026-03-01T07:00:00Z',
      systemInfo: { online: false, lastDisconnectedTimestamp: '2026-03-01T07:00:00Z' },
    });
  });
});
