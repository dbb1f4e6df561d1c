import type { AlertRule } from './alert-rule.js';

/** What most rules have. */
const USUAL = {
  enabled: true,
  isDefault: true,
  isSafety: false,
  thingId: null,
  forSeconds: 0,
  severity: 'info',
  quietHours: null,
  escalateAfterMinutes: null,
  channels: null,
  sendsResolved: false,
} as const;

/** Rules whose alerts mean that food may harm people: the owner alone changes them. */
const SAFETY = {
  ...USUAL,
  isSafety: true,
  severity: 'critical',
  kind: 'cooker',
  escalateAfterMinutes: 10,
} as const;

/** When people are not disturbed for a battery: 22:00 to 8:00. */
const NIGHT = { from: 22 * 60, to: 8 * 60 } as const;

/** The rules that come with the server. docs/alerts.md has the reason of each figure. */
export const DEFAULT_RULES: readonly AlertRule[] = [
  {
    ...SAFETY,
    id: 'timer-too-early',
    name: 'The timer ends too early',
    condition: { fact: 'timer_ends_too_early' },
    forSeconds: 60,
    sendsResolved: true,
  },
  { ...SAFETY, id: 'must-discard', name: 'Food must be discarded', condition: { fact: 'must_discard' } },
  {
    ...SAFETY,
    id: 'cooker-silent',
    name: 'The cooker is silent during a cook',
    condition: { fact: 'offline_in_cook' },
    forSeconds: 300,
    sendsResolved: true,
  },
  {
    ...USUAL,
    id: 'cooker-fault',
    name: 'The cooker reports a fault',
    kind: 'cooker',
    condition: { fact: 'cooker_fault' },
    severity: 'critical',
    escalateAfterMinutes: 15,
    sendsResolved: true,
  },
  {
    ...USUAL,
    id: 'low-water',
    name: 'Low water',
    kind: 'cooker',
    condition: { fact: 'low_water' },
    severity: 'critical',
    escalateAfterMinutes: 15,
    sendsResolved: true,
  },
  {
    ...USUAL,
    id: 'target-reached',
    name: 'Target reached',
    kind: 'cooker',
    condition: { fact: 'target_reached' },
  },
  { ...USUAL, id: 'cook-done', name: 'Cook done', kind: 'cooker', condition: { fact: 'cook_done' } },
  { ...USUAL, id: 'pasteurized', name: 'Pasteurised', kind: 'cooker', condition: { fact: 'pasteurized' } },
  {
    ...SAFETY,
    id: 'probe-must-discard',
    name: 'Food with a probe must be discarded',
    kind: 'probe',
    condition: { fact: 'must_discard' },
  },
  {
    ...USUAL,
    id: 'probe-target-reached',
    name: 'Core at its target',
    kind: 'probe',
    condition: { fact: 'target_reached' },
  },
  {
    ...USUAL,
    id: 'probe-pasteurized',
    name: 'Core pasteurised',
    kind: 'probe',
    condition: { fact: 'pasteurized' },
  },
  {
    ...USUAL,
    id: 'probe-lost',
    name: 'Probe lost',
    kind: 'probe',
    condition: { fact: 'probe_lost' },
    forSeconds: 60,
    severity: 'warning',
    escalateAfterMinutes: 15,
    sendsResolved: true,
  },
  {
    ...USUAL,
    id: 'approval-waiting',
    name: 'A start waits for approval',
    kind: 'approval',
    condition: { fact: 'approval_waiting' },
    severity: 'warning',
    escalateAfterMinutes: 3,
  },
  {
    ...USUAL,
    id: 'battery-low',
    name: 'Battery low',
    kind: 'thermometer',
    condition: { fact: 'battery_percent', below: 15, clearBy: 5 },
    forSeconds: 60,
    severity: 'warning',
    quietHours: NIGHT,
  },
];
