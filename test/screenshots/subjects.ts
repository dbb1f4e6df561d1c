import type { Page } from 'playwright-core';
import { StartForm } from '../harness/start-form.js';
import type { Subject } from './camera.js';

/** Waits until the page shows a text. */
const shows = (text: string | RegExp) => (page: Page) => page.getByText(text).first().waitFor();

const showsCurve = (page: Page) => page.locator('canvas').first().waitFor();

/** An expression that brings the verdict, which is below the form on a phone, to the top of the picture. */
const VERDICT_TO_TOP =
  "innerWidth < 600 && [...document.querySelectorAll('h2')].find((one) => one.textContent === 'Verdict').parentElement.scrollIntoView()";

/** Fills in a plan, and waits for its verdict. */
const fills = (minutes: string, verdict: string | RegExp) => async (page: Page) => {
  const form = new StartForm(page);
  await form.fill({ food: 'chicken breast', temperature: '65', minutes });
  await form.says(verdict);
  await page.evaluate(VERDICT_TO_TOP);
};

async function opensCook(page: Page): Promise<void> {
  await page.getByText('beef steak').first().click();
  await showsCurve(page);
}

async function opensMessages(page: Page): Promise<void> {
  const alert = page.getByRole('listitem').filter({ hasText: 'Battery low' }).first();
  await alert.getByText('Messages').first().click();
  await alert
    .getByText(/over ntfy/)
    .first()
    .waitFor();
}

/** The views while nothing cooks. */
export const IDLE: readonly Subject[] = [
  { name: 'history', view: '#/history', prepare: shows('salmon fillet') },
  { name: 'cook', view: '#/history', prepare: opensCook, isTall: true },
  { name: 'access', view: '#/access', prepare: shows('tablet') },
  { name: 'about', view: '#/about', prepare: shows('Safety rules') },
  { name: 'start-refused', view: '#/start', prepare: fills('60', 'Refused.') },
  { name: 'start', view: '#/start', prepare: fills('90', /^Allowed/) },
];

/** The view of a start that waits. */
export const WAITING: readonly Subject[] = [
  { name: 'approvals', view: '#/approvals', prepare: shows('chicken breast') },
];

/** The view of a chicken in the oven. */
export const ROASTING: readonly Subject[] = [
  { name: 'thermometers', view: '#/thermometers', prepare: showsCurve, isTall: true },
];

/** The view of an alert, with its messages. */
export const ALERTED: readonly Subject[] = [
  { name: 'alerts', view: '#/alerts', prepare: opensMessages, isTall: true },
];

/** The view of a cook on its way. */
export const COOKING: readonly Subject[] = [
  { name: 'now', view: '#/now', prepare: showsCurve, isTall: true },
];
