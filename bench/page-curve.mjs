import { accessSync, constants, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';
import { COOK, cookOf } from './history.mjs';
import { KEY, Server } from './servers.mjs';
import { percentile, within, writeDay } from './storage.mjs';

const NAME = 'the curve of a day in the page, from request to drawn, ms (median)';
/** Names of Chromium on the PATH, as the tests in the browser look for it. */
const PROGRAMS = ['chromium', 'chromium-browser', 'google-chrome'];
const WARM_UP = 2;
const TURNS = 12;
const FIRST_TURNS = 5;
/** As many points as the page asks for. */
const POINTS = 500;
const WIDTH = 1280;

/** How long a person waits for the curve of a day in the page, and in a page that has uPlot and nothing else. */
export function pageCurve(cloud, core) {
  const executablePath = chromiumFile();
  if (executablePath === undefined)
    return [{ name: `${NAME}: left out, no Chromium on the PATH`, ours: NaN }];
  return within(async ({ readings, cooks, folder }, close) => {
    await cooks.saveDurably(chickenOf(await writeDay(readings, COOK)));
    await close();
    const server = await Server.start('ours', cloud.address, core, folder);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    try {
      return await measure(browser, `http://127.0.0.1:${server.port}`);
    } finally {
      await browser.close();
      await server.end();
    }
  });
}

async function measure(browser, address) {
  const times = { ours: [], bare: [] };
  const pages = { ours: await openOurs(browser, address), bare: await openBare(browser, address) };
  for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
    for (const name of turn % 2 ? ['bare', 'ours'] : ['ours', 'bare']) {
      const time = await pages[name].draw();
      if (turn >= WARM_UP) times[name].push(time);
    }
  }
  const first = [];
  for (let turn = 0; turn < FIRST_TURNS; turn++) {
    const page = await openOurs(browser, address);
    first.push(await page.draw());
    await page.close();
  }
  return [
    {
      name: NAME,
      ours: percentile(times.ours, 0.5),
      bare: percentile(times.bare, 0.5),
      most: 1.5,
      mostOurs: 150,
    },
    { name: '  the first time, with the code that draws it', ours: percentile(first, 0.5), mostOurs: 150 },
  ];
}

/** The page as it is shipped. */
async function openOurs(browser, address) {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(`${address}/#/history`);
  await page.locator('h1').waitFor();
  return {
    draw: async () => {
      const time = await page.evaluate(drawOurs, COOK);
      await page.evaluate(() => (globalThis.location.hash = '#/history'));
      await page.locator('.plot').waitFor({ state: 'detached' });
      return time;
    },
    close: () => context.close(),
  };
}

/** Runs in the page: from the first request for the readings until the frame after the lines were drawn. */
async function drawOurs(cook) {
  const { document, location, requestAnimationFrame } = globalThis;
  performance.clearResourceTimings();
  location.hash = `#/history/${cook}`;
  const drawn = () => document.querySelector('.plot[data-points]');
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const limit = performance.now() + 30_000;
  while (!drawn()) {
    if (performance.now() > limit) throw new Error('The page draws no curve');
    await frame();
  }
  await frame();
  const end = performance.now();
  const readings = performance.getEntriesByType('resource').find(({ name }) => name.includes('/readings?'));
  return end - readings.startTime;
}

/** A page of the same origin that has uPlot and nothing else. */
async function openBare(browser, address) {
  const context = await newContext(browser);
  const library = readFileSync(
    createRequire(import.meta.url).resolve('uplot/dist/uPlot.iife.min.js'),
    'utf8',
  );
  const body = `<!doctype html><div id="plot"></div><script>${library.replaceAll('</', String.raw`<\/`)}</script>`;
  await context.route('**/bare.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  const page = await context.newPage();
  await page.goto(`${address}/bare.html`);
  const asked = { path: `/cooks/${COOK}`, points: POINTS, width: WIDTH - 200 };
  return { draw: () => page.evaluate(drawBare, asked) };
}

/** Runs in the bare page: the same requests, and the same points as uPlot takes them. */
async function drawBare({ path, points, width }) {
  const { document, requestAnimationFrame, uPlot } = globalThis;
  const begun = performance.now();
  const ask = async (query) => (await fetch(path + query)).json();
  const [{ readings }, forecast] = await Promise.all([ask(`/readings?points=${points}`), ask('/forecast')]);
  const x = readings.map(({ at }) => Date.parse(at) / 1000);
  const water = readings.map((reading) => reading.water_temp_celsius);
  const target = readings.map((reading) => reading.target_temp_celsius);
  const core = x.map((_, index) => forecast.measured[index]?.core_celsius ?? null);
  const series = [{}, ...['green', 'gray', 'red'].map((stroke) => ({ stroke }))];
  document.getElementById('plot').replaceChildren();
  const plot = new uPlot(
    { width, height: 280, series },
    [x, water, target, core],
    document.getElementById('plot'),
  );
  await new Promise((done) => requestAnimationFrame(done));
  await new Promise((done) => requestAnimationFrame(done));
  const time = performance.now() - begun;
  plot.destroy();
  return time;
}

/** Both send the key with every request, as the page sends its cookie; so the page must believe that it is signed in. */
async function newContext(browser) {
  const context = await browser.newContext({
    viewport: { width: WIDTH, height: 800 },
    extraHTTPHeaders: { authorization: `Bearer ${KEY}` },
    serviceWorkers: 'block',
  });
  await context.route('**/owner/session', async (route) => {
    const session = await (await route.fetch()).json();
    await route.fulfill({ json: { ...session, password_set: true, signed_in: true } });
  });
  return context;
}

/** The same cook with a plan, so that its core is modelled. */
function chickenOf(day) {
  const cook = cookOf(day);
  const plan = {
    target: 60.5,
    hold: 1440,
    food: 'chicken',
    startState: 'refrigerated',
    vulnerableConsumers: false,
  };
  return { ...cook, startedBy: 'coddle', plan };
}

function chromiumFile() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => PROGRAMS.map((program) => join(folder, program))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
