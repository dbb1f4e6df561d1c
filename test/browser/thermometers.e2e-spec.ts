import type { Page } from 'playwright-core';
import { accessibilityProblems } from '../harness/accessibility.js';
import { Api } from '../harness/api.js';
import { itInBrowser, TestBrowser, type WatchedPage } from '../harness/browser.js';
import { minutesPass } from '../harness/broken-off.js';
import { KeysFolder } from '../harness/keys-folder.js';
import { letPass } from '../harness/journey.js';
import { openLivePage, overflows, type LivePageOptions } from '../harness/live-page.js';
import { startTestApp, type TestApp } from '../harness/test-app.js';
import { CORE, GrillThermometer, probeItem, withDateOfClock } from '../harness/thermometer-page.js';
import { makeProbeFacts, makeProbeReading, makeThermometerFacts } from '../harness/thermometer-facts.js';
import { until } from '../harness/until.js';

/** A name that would run a script if the page took it for more than text. */
const HOSTILE = '<img src=x onerror="window.hacked=1">';

describe('The view Thermometers', () => {
  const browser = new TestBrowser();
  let testApp: TestApp;
  let grill: GrillThermometer;
  let opened: WatchedPage[];
  beforeEach(async () => {
    opened = [];
    testApp = await startTestApp({
      environment: { rateLimitPerMinute: 100_000 },
      setUp: withDateOfClock,
    });
  });
  afterEach(async () => {
    for (const { page } of opened) await page.context().close();
    await testApp.close();
    expect(opened.flatMap(({ problems }) => problems)).toEqual([]);
  });
  afterAll(() => browser.close());

  const open = async (options: LivePageOptions = {}): Promise<WatchedPage> => {
    const seen = await openLivePage(browser, testApp, { view: '#/thermometers', ...options });
    opened.push(seen);
    await seen.page.getByRole('heading', { name: 'Thermometer', level: 1 }).waitFor();
    return seen;
  };
  const follow = (known: object = {}) =>
    testApp.api.post('/probe-sessions', { probe_id: CORE, food_type: 'chicken breast', ...known });
  const session = (page: Page) => page.getByRole('region', { name: 'chicken breast', exact: true });

  itInBrowser('says what to do while there is none', async () => {
    const { page } = await open();
    await page.getByText(/^No thermometer is known yet\./).waitFor();
  });

  itInBrowser('shows each probe with its value and age, and follows it', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(52.4, 181);
    const { page } = await open();
    await page.getByText('ThermoWorks Node · heard · Battery 84 % · Signal -61 dBm').waitFor();
    const probe = probeItem(page, 'Chicken breast core');
    await probe.getByText('52.4').waitFor();
    await probe.getByText(/^just now$|seconds? ago$/).waitFor();
    await letPass(testApp, 10_000);
    await grill.measure(53.1, 182);
    await probe.getByText('53.1').waitFor();
    await probeItem(page, 'Grill air').getByText('182.0').waitFor();
  });

  itInBrowser('says in words what a state means, and shows no number where there is none', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(52.4);
    const { page } = await open();
    await probeItem(page, 'Grill air').getByText('no reading', { exact: true }).waitFor();
    await probeItem(page, 'Grill air').getByText('not known').waitFor({ state: 'attached' });
    grill.report({ online: false });
    await minutesPass(testApp, 10);
    const probe = probeItem(page, 'Chicken breast core');
    await probe.getByText('lost', { exact: true }).waitFor();
    await probe.getByText(/^The probe is not heard\./).waitFor();
    await probe.getByText(/^\d+ (?:second|minute)s? ago$/).waitFor();
    await page.getByText(/· not heard ·/).waitFor();
  });

  itInBrowser('draws the course of a probe, with gaps as gaps, for the time that is chosen', async () => {
    grill = new GrillThermometer(testApp);
    await grill.warm(5, 20, 5);
    await minutesPass(testApp, 15);
    await grill.warm(30, 40, 5);
    const { page } = await open();
    const probe = probeItem(page, 'Chicken breast core');
    await probe.getByText('Course', { exact: false }).first().click();
    await probe.locator('.plot[data-points] canvas').waitFor();
    await probe
      .getByText(/^Chicken breast: from .* °C, lowest 5\.0 °C, highest (?:39|40)\.\d °C\./)
      .waitFor();
    const points = () => probe.locator('.plot').getAttribute('data-points').then(Number);
    const before = await points();
    await grill.measure(41, 180);
    await until(async () => (await points()) > before, true);
    await probe.getByLabel('Time shown').selectOption({ label: '30 days' });
    await probe.locator('.plot[data-points] canvas').waitFor();
    const csv = await probe.getByRole('link', { name: 'Readings as CSV' }).getAttribute('href');
    const response = await page.request.get(testApp.url + csv!);
    expect([response.status(), response.headers()['content-type']]).toEqual([
      200,
      expect.stringContaining('text/csv') as string,
    ]);
  });

  itInBrowser('begins to follow food by the keyboard, shows its session, and ends it', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(6, 180);
    const seen = await open();
    const { page } = seen;
    seen.expectProblems(/400/);
    await page.getByRole('button', { name: 'Follow food with Chicken breast' }).focus();
    await page.keyboard.press('Enter');
    await until(() => page.evaluate('document.activeElement.className'), 'food-input');
    await page.keyboard.type('chicken breast');
    await page.keyboard.press('Tab');
    await page.keyboard.type('50');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('50 °C').waitFor();
    await page.getByLabel('Core to reach in °C').fill('74');
    await page.keyboard.press('Enter');
    await session(page).waitFor();
    await grill.warm(6, 30, 20);
    await session(page).getByText('Core (measured)').waitFor();
    await session(page).getByText('Not pasteurised yet', { exact: false }).first().waitFor();
    await session(page).getByText('Salmonella').first().waitFor();
    await session(page)
      .getByText(/^Phase: /)
      .waitFor();
    await session(page).locator('.plot[data-points] canvas').waitFor();
    await session(page).locator('.curve-legend').getByText('Grill').waitFor();
    await session(page).getByRole('button', { name: 'End following chicken breast' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'End' }).click();
    await session(page).waitFor({ state: 'detached' });
    await page.getByText('Followed before').click();
    await page.getByRole('listitem').filter({ hasText: 'chicken breast' }).first().waitFor();
  });

  itInBrowser('says pasteurised by the measured core alone, with when and on what it rests', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(6, 180);
    await follow({ target_core_celsius: 74 });
    await grill.warm(6, 75, 30);
    const { page } = await open();
    await session(page)
      .getByText(/^Pasteurised since .*, by the measured core\.$/)
      .waitFor();
    await session(page).getByText('The core has reached 74.0 °C.').waitFor();
    await session(page)
      .getByText(/^What the verdict rests on: measured core/)
      .waitFor();
  });

  itInBrowser('names the keys that push a probe, and lets the owner choose which one counts', async () => {
    const folder = new KeysFolder();
    await testApp.close();
    const rights = { scopes: ['readings:write'] } as const;
    const [shed, garage] = [folder.add('shed', rights), folder.add('garage', rights)];
    testApp = await startTestApp({ environment: { configDir: folder.path }, setUp: withDateOfClock });
    const push = (key: string) => {
      const reading = {
        probe_id: 'shed-1',
        temperature_celsius: 61.5,
        at: testApp.clock.now().toISOString(),
      };
      return new Api(testApp.url, key).post('/readings', { readings: [reading] });
    };
    expect((await push(shed)).status).toBe(200);
    const { page } = await open();
    const probe = probeItem(page, 'shed-1 core');
    await probe
      .getByText('They count for no verdict until you trust this probe.', { exact: false })
      .waitFor();
    await probe.getByText('They come from the key shed.').waitFor();
    await page.getByRole('button', { name: 'Trust: shed-1' }).click();
    await probe.getByText('You trust this probe: its readings count for verdicts.').waitFor();
    expect((await push(garage)).status).toBe(400);
    await page.reload();
    await probe.getByText('The key garage sends this probe too, and is refused.').waitFor();
    await page.getByRole('button', { name: 'Trust it from garage: shed-1' }).click();
    await probe.getByText('They come from the key garage.').waitFor();
    const trusted = async () => {
      const { body } = await testApp.api.get<{ thermometers: { probes: { trusted: boolean }[] }[] }>(
        '/thermometers',
      );
      return body.thermometers[0]!.probes[0]!.trusted;
    };
    expect(await trusted()).toBe(true);
    await page.getByRole('button', { name: 'Trust no longer: shed-1' }).click();
    await until(trusted, false);
    folder.remove();
  });

  itInBrowser('says what is wrong with an account, in the words of the server', async () => {
    grill = new GrillThermometer(testApp);
    const problem = 'The broker refuses the user name and password in MQTT_URL (134).';
    grill.sink.account('mqtt', { state: 'needs_sign_in', problem });
    grill.sink.account('meater', { state: 'unreachable' });
    grill.sink.account('fireboard', { state: 'connected' });
    const { page } = await open();
    await page.getByText(`MQTT: ${problem}`).waitFor();
    await page.getByText('MEATER: It cannot be read at present.').waitFor();
    expect(await page.getByText('FireBoard:').count()).toBe(0);
  });

  itInBrowser('shows the coldest of several probes as the core, and draws them all', async () => {
    grill = new GrillThermometer(testApp);
    const id = 'mqtt-x-1';
    const probes = [makeProbeFacts({ probeId: id, name: 'Second probe' })];
    const measure = async (second: number): Promise<void> => {
      await grill.measure(61.5, 180);
      const at = testApp.clock.now().getTime();
      grill.sink.seen(
        makeThermometerFacts({ thermometerId: 'mqtt-x', vendor: 'mqtt', lastSeen: at, probes }),
      );
      const read = grill.sink.read([makeProbeReading(at, second, { probeId: id })]);
      await letPass(testApp, 2_000);
      await read;
    };
    await measure(48.2);
    const { page } = await open();
    await page.getByRole('button', { name: 'Follow food with Chicken breast' }).click();
    await page.getByText('More probes in the same piece').click();
    await page.getByLabel('Second probe (Smoker)').check();
    await page.getByLabel('Food', { exact: true }).fill('chicken breast');
    await page.getByRole('button', { name: 'Follow it' }).click();
    await session(page).waitFor();
    await measure(48.4);
    await session(page).locator('.session-core').getByText('48.4').waitFor();
    await session(page)
      .getByText(/ by Chicken breast, Second probe$/)
      .waitFor();
    for (const name of ['Chicken breast', 'Grill', 'Second probe'])
      await session(page).locator('.curve-legend').getByText(name).waitFor();
    expect(await page.getByRole('button', { name: /^Follow food with / }).count()).toBe(0);
  });

  itInBrowser('offers no probe that is in a food already', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(6, 180);
    await follow();
    const { page } = await open();
    await session(page).waitFor();
    expect(await page.getByRole('button', { name: 'Follow food with Chicken breast' }).count()).toBe(0);
  });

  itInBrowser('shows names of thermometers, probes and food as text', async () => {
    grill = new GrillThermometer(testApp);
    grill.report({
      name: HOSTILE,
      probes: [{ probeId: CORE, name: HOSTILE, kind: 'core', toleranceCelsius: 0.5, sendsOnChange: false }],
    });
    await follow({ food_type: `chicken ${HOSTILE}` });
    const { page } = await open();
    await page.getByRole('heading', { name: 'chicken <img', exact: false }).first().waitFor();
    expect(await page.locator('main img').count()).toBe(0);
    expect(await page.evaluate('window.hacked')).toBeUndefined();
  });

  itInBrowser('speaks German and shows °F everywhere', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(6, 180);
    await follow({ target_core_celsius: 74 });
    await grill.warm(6, 60, 5);
    const seen = await open({ locale: 'de-DE' });
    const { page } = seen;
    await session(page).getByText('Kern (gemessen)').waitFor();
    await page.getByLabel('Einheit', { exact: true }).selectOption('fahrenheit');
    await session(page).getByText('165,2').first().waitFor();
    await page.evaluate("document.querySelectorAll('[lang=en]').forEach((one) => one.remove())");
    const ours = await page.locator('main :is(dd, p, figcaption, .curve-legend)').allInnerTexts();
    expect(ours.join(' ')).not.toMatch(/°C/);
  });

  itInBrowser('is accessible in light and dark with everything open, fits 360 px, and has Stop', async () => {
    grill = new GrillThermometer(testApp);
    await grill.measure(6, 180);
    await follow({ target_core_celsius: 74 });
    await grill.warm(6, 60, 5);
    const name = 'The thickest part of the larger shoulder of pork';
    const probes = [makeProbeFacts({ probeId: 'mqtt-x-1', name })];
    grill.sink.seen(
      makeThermometerFacts({ thermometerId: 'mqtt-x', vendor: 'mqtt', name: 'Smoker', probes }),
    );
    for (const colorScheme of ['light', 'dark'] as const) {
      const seen = await open({ colorScheme, viewport: { width: 360, height: 740 } });
      const { page } = seen;
      await session(page).locator('.plot[data-points] canvas').waitFor();
      await probeItem(page, 'Grill air').getByText('Course', { exact: false }).first().click();
      await probeItem(page, 'Grill air').locator('.plot[data-points] canvas').waitFor();
      await page.getByRole('group').getByText('Follow food with a probe').click();
      expect([colorScheme, await accessibilityProblems(page)]).toEqual([colorScheme, []]);
      expect(await overflows(seen)).toBe(false);
      await page.getByRole('button', { name: 'Stop whatever runs' }).waitFor();
    }
  });
});
