import type { StartedCookDto } from '../../../../src/cooking/dto/started-cook.dto.js';
import { NO_START, type StartOrder } from './start-attempt.js';
import { obstacleTo, remedyFor, type StartSituation } from './start-conditions.js';

const order: StartOrder = { temperature_celsius: 65, time_minutes: 90, request_id: 'r' };
const started = {} as StartedCookDto;

const ready: StartSituation = {
  attempt: NO_START,
  isSignedOut: false,
  canReachServer: true,
  reading: 'plan',
  verdict: { allowed: true },
  status: { device_online: true, is_running: false },
};

describe('A start', () => {
  it('can be sent for an allowed plan on an idle cooker, also after one that is settled', () => {
    expect(obstacleTo(ready)).toBeUndefined();
    expect(obstacleTo({ ...ready, status: undefined })).toBeUndefined();
    expect(obstacleTo({ ...ready, attempt: { phase: 'shown', started } })).toBeUndefined();
  });

  it.each<[string, Partial<StartSituation>]>([
    ['start.whyOpen', { attempt: { phase: 'sending', order } }],
    ['start.whyOpen', { attempt: { phase: 'unknown', order } }],
    ['start.whyOpen', { attempt: { phase: 'acknowledged', started } }],
    ['parts.notSignedIn', { isSignedOut: true }],
    ['parts.notWhileOffline', { canReachServer: false }],
    ['start.whyIncomplete', { reading: 'incomplete', verdict: undefined }],
    ['start.whyNoVerdict', { verdict: undefined }],
    ['start.whyNoVerdict', { reading: 'unreadable', verdict: undefined }],
    ['start.whyRefused', { verdict: { allowed: false } }],
    ['start.whyAway', { status: { device_online: false, is_running: false } }],
    ['start.whyBusy', { status: { device_online: true, is_running: true } }],
  ])('cannot be sent, and says why: %s', (reason, changed) => {
    expect(obstacleTo({ ...ready, ...changed })).toBe(reason);
  });

  it.each([
    ['DEVICE_BUSY', 'start.doBusy'],
    ['DEVICE_OFFLINE', 'start.doOffline'],
    ['POULTRY_TEMP_UNSAFE', 'start.doChange'],
    ['constructor', 'start.doChange'],
  ])('that is refused with %s has a remedy', (code, remedy) => {
    expect(remedyFor(code)).toBe(remedy);
  });
});
