import type { AlertRuleDto } from '../../src/alerts/dto/alert-rule.dto.js';
import type { AlertDto, AlertsDto } from '../../src/alerts/dto/alert.dto.js';
import type { Api, Json } from './api.js';
import { letPass } from './journey.js';
import type { TestApp } from './test-app.js';

/** A rule that the water of every simulated cooker fires at once: it is 20 °C warm. */
export const WARM = { name: 'Water warm', fact: 'water_celsius', above: 10 };

/** Makes a rule, and lets time pass until alerts of it are open. @returns the rule and its alerts, by cooker */
export async function withAlerts(
  testApp: TestApp,
  known: Json = {},
  count = 1,
): Promise<{ rule: AlertRuleDto; alerts: readonly AlertDto[] }> {
  const { body: rule } = await testApp.api.post<AlertRuleDto>('/alert-rules', { ...WARM, ...known });
  return { rule, alerts: await untilOpen(testApp, count, rule.rule_id) };
}

/**
 * Lets time pass until so many alerts are open.
 * @param ruleId the rule that makes them; left out for any
 */
export async function untilOpen(
  testApp: TestApp,
  count: number,
  ruleId?: string,
): Promise<readonly AlertDto[]> {
  for (let passed = 0; passed < 60; passed++) {
    const open = await alertsOf(testApp.api, '?limit=100');
    const alerts = open.filter(({ rule_id: id }) => ruleId === undefined || id === ruleId);
    if (alerts.length >= count) return alerts;
    await letPass(testApp, 2_000);
  }
  throw new Error(`There are no ${count} alerts`);
}

/** The alerts that a client sees. */
export const alertsOf = async (api: Api, query = ''): Promise<readonly AlertDto[]> =>
  (await api.get<AlertsDto>(`/alerts${query}`)).body.alerts;
