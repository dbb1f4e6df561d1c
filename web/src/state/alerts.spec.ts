import type { AlertDto } from '../../../src/alerts/dto/alert.dto.js';
import { firingAlerts, openAlerts, seenAlerts } from './alerts.js';

const alertOf = (alert_id: string, known: Partial<AlertDto>): AlertDto =>
  ({
    alert_id,
    ...{ state: 'firing', severity: 'warning', observed_age_seconds: 4 },
    ...{ fired_at: '2026-11-20T12:00:00Z', pending_since: '2026-11-20T11:59:00Z' },
    ...known,
  }) as AlertDto;

describe('The open alerts', () => {
  const ids = (alerts: readonly AlertDto[]) => seenAlerts(alerts, 0).map(({ alert }) => alert.alert_id);

  it('come with what waits first, of that the most serious, then the newest', () => {
    const alerts = [
      alertOf('seen', { severity: 'critical', state: 'acknowledged' }),
      alertOf('news', { severity: 'info' }),
      alertOf('older', {}),
      alertOf('newer', { fired_at: '2026-11-20T12:01:00Z' }),
      alertOf('grave', { severity: 'critical' }),
    ];
    expect(ids(alerts)).toEqual(['grave', 'newer', 'older', 'news', 'seen']);
  });

  it('are neither those that do not fire yet nor those that are over', () => {
    expect(ids([alertOf('soon', { state: 'pending' }), alertOf('past', { state: 'resolved' })])).toEqual([]);
  });

  it('have the age of their value', () => {
    expect(seenAlerts([alertOf('a', {})], 700)).toMatchObject([{ at: 700, ageSeconds: 4 }]);
  });

  it('wait for someone while they fire', () => {
    expect(firingAlerts.value).toEqual([]);
    openAlerts.value = seenAlerts([alertOf('a', {}), alertOf('b', { state: 'acknowledged' })], 0);
    expect(firingAlerts.value.map(({ alert }) => alert.alert_id)).toEqual(['a']);
    openAlerts.value = undefined;
  });
});
