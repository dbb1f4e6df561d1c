import type { Alert } from '../../alerts/lifecycle/alert.js';
import { ALERT_EVENTS } from '../discovery/entity.js';
import { alertEvent, contentOf, openAlert } from './alert-messages.js';

const AT = Date.parse('2026-03-01T12:00:00Z');
const alert = (known: Partial<Alert> = {}): Alert => ({
  ...{ id: 'a1', ruleId: 'low-water', ruleName: 'Low water', fact: 'low_water', isSafety: false },
  ...{ severity: 'warning', state: 'firing', pendingSince: AT - 60_000, heldFor: 60_000, firedAt: AT },
  thing: { kind: 'cooker', id: 'c1', name: 'Porch', cookerId: 'c1' },
  ...{ acknowledgedAt: null, acknowledgedBy: null, resolvedAt: null, resolvedBy: null, value: true },
  ...{ valueAt: AT, summary: 'The water is low.', escalations: 0 },
  ...known,
});

/** Names that Home Assistant keeps for itself: a message with one is not shown. */
const BLOCKED = [
  'assumed_state',
  'available',
  'device_class',
  'device_info',
  'entity_category',
  'entity_picture',
  'icon',
  'name',
  'unique_id',
  'unit_of_measurement',
  'should_poll',
  'state',
  'friendly_name',
  'supported_features',
];

describe('What is published of an alert', () => {
  it('says what happened, since when, and to what', () => {
    expect(alertEvent(alert(), AT)).toEqual({
      ...{
        event_type: 'firing',
        alert_id: 'a1',
        rule: 'low-water',
        rule_name: 'Low water',
        severity: 'warning',
      },
      ...{ is_safety: false, thing_kind: 'cooker', thing_id: 'c1', thing: 'Porch', value: true },
      ...{ since: '2026-03-01T11:59:00Z', summary: 'The water is low.', at: '2026-03-01T12:00:00Z' },
    });
  });

  it.each(['firing', 'acknowledged', 'resolved'] as const)(
    'has the event %s, which is announced',
    (state) => {
      expect(ALERT_EVENTS).toContain(state);
      expect(alertEvent(alert({ state }), AT)).toMatchObject({ event_type: state });
    },
  );

  it('has no name that Home Assistant keeps for itself', () => {
    const names = [...Object.keys(openAlert([alert()])), ...Object.keys(alertEvent(alert(), AT))];
    expect(names.filter((name) => BLOCKED.includes(name))).toEqual([]);
  });

  it('says nothing of an approval but that one waits', () => {
    const thing = { kind: 'approval', id: 'secret-id', name: 'Chicken for Anna', cookerId: 'c1' } as const;
    const text = JSON.stringify(contentOf(alert({ thing, summary: 'Anna asks for chicken.' })));
    expect(text).not.toMatch(/Anna|secret-id/);
    expect(text).toContain('A start waits');
  });
});

describe('The open alert of a device', () => {
  it('is none where nothing is open', () => {
    expect(openAlert([])).toEqual({ open: 'OFF', count: 0 });
  });

  it('is the worst, and of those the oldest', () => {
    const shown = openAlert([
      alert({ id: 'new', severity: 'critical', pendingSince: AT }),
      alert({ id: 'mild', pendingSince: 0 }),
      alert({ id: 'old', severity: 'critical', pendingSince: AT - 1, state: 'acknowledged' }),
    ]);
    expect(shown).toMatchObject({ open: 'ON', count: 3, alert_id: 'old', acknowledged: true });
  });
});
