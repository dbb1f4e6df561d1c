import {
  cooking,
  frame,
  idle,
  listFrame,
  secondGeneration,
  stateFrame,
} from '../../../../test/harness/cooker-messages.js';
import { decode } from './anova-protocol.js';

const unknown = (command: string) => ({ kind: 'unknown', command });

describe('decode', () => {
  it.each([
    '',
    'null',
    '7',
    '"EVENT_APC_STATE"',
    '[]',
    '{}',
    '{"command":7}',
    '{"command":""}',
    '{"command":"RESPO',
    '\u0000\uffff',
    '{"__proto__":{"command":"ERROR"}}',
    '['.repeat(200_000),
  ])('finds %.40j unreadable', (text) => {
    expect(decode(text)).toEqual(unknown('unreadable'));
  });

  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'EVENT_APC_NEWS'])(
    'does not know the command %s',
    (command) => {
      expect(decode(frame(command, {}))).toEqual(unknown(command));
    },
  );

  it.each([
    'EVENT_USER_STATE',
    'EVENT_APC_WIFI_VERSION',
    'EVENT_EXPORT_READY',
    'EVENT_APO_STATE',
    'EVENT_APO_X',
  ])('ignores %s', (command) => {
    expect(decode(frame(command, [{ ota: null }]))).toEqual({ kind: 'ignored', command });
  });

  it('sanitises a received command for the log', () => {
    expect(decode(frame('A\nB anova-eyJ0.secret', {}))).toEqual(unknown('A B anova-***'));
    expect(decode(frame('x'.repeat(1_000), {}))).toEqual(unknown('x'.repeat(60)));
  });

  it('chooses the decoder by the shape of the state, not by the type', () => {
    expect(decode(stateFrame(idle(), 'c', 'zz'))).toMatchObject({ kind: 'state', reading: { mode: 'idle' } });
    expect(decode(stateFrame(secondGeneration({ mode: 'IDLE' }), 'c', 'a7'))).toMatchObject({
      kind: 'state',
      type: 'a7',
      reading: { mode: 'idle', target: 58.5 },
    });
  });

  it('reads a state without a type', () => {
    expect(decode(frame('EVENT_APC_STATE', { cookerId: 'c', state: cooking() }))).toMatchObject({
      kind: 'state',
      cookerId: 'c',
      type: undefined,
    });
  });

  it.each([
    [{ isCooking: false, currentTemperature: 61 }, 'type a3, shape flat'],
    [{ isCooking: true }, 'type a3, shape flat'],
    [{ mode: 'idle' }, 'type a3, shape unknown'],
  ])('cannot read the state %j', (state, unrecognised) => {
    const message = { kind: 'unreadable-state', cookerId: 'c', type: 'a3', unrecognised };
    expect(decode(stateFrame(state, 'c', 'a3'))).toEqual(message);
  });

  it.each([
    { cookerId: 'c', state: {} },
    { cookerId: 'c', state: null },
    { cookerId: 'c' },
    { cookerId: '', state: idle() },
    { cookerId: 'c'.repeat(129), state: idle() },
    { state: idle() },
    null,
  ])('takes no state from %.60j', (payload) => {
    expect(decode(frame('EVENT_APC_STATE', payload))).toEqual(unknown('EVENT_APC_STATE'));
  });
});

describe('decode, of the account', () => {
  it('lists the cookers in their order', () => {
    const first = {
      cookerId: 'anova f56-1',
      type: 'a3',
      name: 'anova-kitchen',
      pairedAt: '2024-01-01T00:00:00Z',
    };
    expect(decode(listFrame(first, { cookerId: 'b', type: 'a7' }))).toEqual({
      kind: 'devices',
      devices: [
        { id: 'anova f56-1', type: 'a3', name: 'anova-kitchen' },
        { id: 'b', type: 'a7', name: undefined },
      ],
    });
  });

  it('lists the readable entries of a list', () => {
    const list = frame('EVENT_APC_WIFI_LIST', [
      null,
      'x',
      { type: 'a7' },
      { cookerId: 'c', type: 4, name: '\u0007' },
    ]);
    expect(decode(list)).toEqual({
      kind: 'devices',
      devices: [{ id: 'c', type: 'unknown', name: undefined }],
      unrecognised: expect.stringContaining('left out') as string,
    });
  });

  it('reads fifty cookers of an endless list, and the wanted ones at any place in it', () => {
    const crowd = Array.from({ length: 33_860 }, (_, index) => ({ cookerId: `crowd ${index}`, type: 'a7' }));
    const list = decode(
      listFrame(...crowd, { cookerId: 'mine', type: 'a7' }),
      new Set(['mine', 'crowd 20000']),
    );
    const ids = list.kind === 'devices' ? list.devices.map(({ id }) => id) : [];
    expect(ids).toHaveLength(52);
    expect(ids.slice(49)).toEqual(['crowd 49', 'crowd 20000', 'mine']);
    expect(list).toMatchObject({ unrecognised: expect.stringContaining('left out') as string });
  });

  it('reads a cooker once that is listed again and again', () => {
    const again = Array.from({ length: 1_000 }, () => ({ cookerId: 'same', type: 'a7' }));
    const list = decode(listFrame(...again, { cookerId: 'other', type: 'a6' }));
    expect(list).toEqual({
      kind: 'devices',
      devices: [
        { id: 'same', type: 'a7', name: undefined },
        { id: 'other', type: 'a6', name: undefined },
      ],
    });
  });

  it.each(['a\nb', '\u202ereversed', 'x'.repeat(65)])(
    'leaves out a cooker with the id %j, and no other',
    (id) => {
      const list = decode(listFrame({ cookerId: id, type: 'a7' }, { cookerId: 'fine', type: 'a7' }));
      expect(list).toMatchObject({ devices: [{ id: 'fine' }], unrecognised: expect.any(String) as string });
      expect(decode(frame('EVENT_APC_WIFI_ADDED', { cookerId: id, type: 'a7' }))).toEqual(
        unknown('EVENT_APC_WIFI_ADDED'),
      );
    },
  );

  it('sanitises names', () => {
    const list = decode(listFrame({ cookerId: 'c', type: 'a7', name: ` Kü\u202eche\n${'x'.repeat(200)}` }));
    const device = list.kind === 'devices' ? list.devices[0] : undefined;
    expect(device?.name).toMatch(/^Kü che x{20,80}$/);
  });

  it('distinguishes an empty account from an unreadable list', () => {
    expect(decode(listFrame())).toEqual({ kind: 'devices', devices: [] });
    expect(decode(listFrame({ id: 'c' }))).toEqual(unknown('EVENT_APC_WIFI_LIST'));
    expect(decode(frame('EVENT_APC_WIFI_LIST', { cookerId: 'c' }))).toEqual(unknown('EVENT_APC_WIFI_LIST'));
  });

  it('reads that cookers are added and removed', () => {
    expect(decode(frame('EVENT_APC_WIFI_ADDED', { cookerId: 'c', type: 'a6', name: 'Nano' }))).toEqual({
      kind: 'device-added',
      device: { id: 'c', type: 'a6', name: 'Nano' },
    });
    expect(decode(frame('EVENT_APC_WIFI_REMOVED', { cookerId: 'c' }))).toEqual({
      kind: 'device-removed',
      cookerId: 'c',
    });
  });

  it.each(['EVENT_APC_WIFI_ADDED', 'EVENT_APC_WIFI_REMOVED'])('needs a cooker for %s', (command) => {
    expect(decode(frame(command, {}))).toEqual(unknown(command));
  });
});

describe('decode, of responses', () => {
  it('accepts exactly ok as success', () => {
    expect(decode(frame('RESPONSE', { status: 'ok' }, 'id-1'))).toEqual({
      kind: 'response',
      requestId: 'id-1',
      ok: true,
    });
  });

  it.each([
    [{ status: 'error', error: 'cooker is busy' }, 'cooker is busy'],
    [{ status: 'OK' }, 'OK'],
    [{ status: true }, 'no reason given'],
    [{ error: 'bad anova-eyJ.x.y token' }, 'bad anova-*** token'],
    [{}, 'no reason given'],
    [null, 'no reason given'],
  ])('reads %j as a refusal', (payload, reason) => {
    expect(decode(frame('RESPONSE', payload, 'id-1'))).toEqual({
      kind: 'response',
      requestId: 'id-1',
      ok: false,
      reason,
    });
  });

  it('reads ok beside an error as a refusal', () => {
    const text = JSON.stringify({
      command: 'RESPONSE',
      requestId: 'i',
      error: 'no',
      payload: { status: 'ok' },
    });
    expect(decode(text)).toMatchObject({ ok: false, reason: 'no' });
  });

  it('ignores a response without a request id', () => {
    expect(decode(frame('RESPONSE', { status: 'ok', requestId: 'inner' }))).toEqual(unknown('RESPONSE'));
  });

  it.each([
    [frame('ERROR', { errorMessage: 'bad\r\nform' }), undefined, 'bad form'],
    [frame('ERROR', { error: 'x'.repeat(999) }, 'id-4'), 'id-4', 'x'.repeat(300)],
    [frame('ERROR', { requestId: 'id-5' }), 'id-5', 'no reason given'],
    [frame('ERROR', 7), undefined, 'no reason given'],
  ])('reads the error %.60j', (text, requestId, reason) => {
    expect(decode(text)).toEqual({ kind: 'error', requestId, reason });
  });
});
