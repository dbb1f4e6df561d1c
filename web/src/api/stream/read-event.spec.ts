import type { LiveEventName } from '../../state/live-events.js';
import { readBusy, readEvent } from './read-event.js';

const STATUS = { device_id: 'a', state: 'idle', warnings: [] };

describe('readEvent', () => {
  it.each<[LiveEventName, object]>([
    ['status', STATUS],
    ['reading', { device_id: 'a', cook_id: null, at: '2026-11-20T11:20:00Z', water_temp_celsius: 21.4 }],
    ['cook', { cook_id: 'c', device_id: 'a', change: 'started' }],
    ['approval', { approval_id: 'p', status: 'pending' }],
    ['reset', { status: [STATUS], approvals: [] }],
  ])('reads %s', (name, data) => {
    expect(readEvent(name, JSON.stringify(data))).toEqual({ name, data });
  });

  it.each<[LiveEventName, string]>([
    ['status', ''],
    ['status', '<h1>502 Bad Gateway</h1>'],
    ['status', 'null'],
    ['status', '[]'],
    ['status', '{}'],
    ['status', '{"device_id":7,"state":"idle","warnings":[]}'],
    ['reading', '{"device_id":"a"}'],
    ['cook', '"cook"'],
    ['reset', '{"status":[{}],"approvals":[]}'],
    ['reset', '{"status":{},"approvals":[]}'],
  ])('reads nothing from %s %s', (name, text) => {
    expect(readEvent(name, text)).toBeUndefined();
  });
});

describe('readBusy', () => {
  it.each([
    ['{"message":"Too many","retry_after_seconds":15}', 15_000],
    ['{"message":"Too many"}', undefined],
    ['{"retry_after_seconds":-1}', undefined],
    ['garbage', undefined],
  ])('reads the pause from %s', (text, pause) => {
    expect(readBusy(text)).toBe(pause);
  });
});
