import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { TestBrowser, type WatchedPage } from '../harness/browser.js';
import { openLivePage } from '../harness/live-page.js';
import type { TestApp } from '../harness/test-app.js';

const FOLDER = fileURLToPath(new URL('../../docs/images', import.meta.url));
/** The largest that a picture may be, in bytes. */
const LARGEST = 150_000;

const SIZES = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;
const TALL = { width: 1280, height: 1150 };

/** A view to take pictures of. */
export interface Subject {
  /** The first part of the files' names. */
  readonly name: string;
  /** The view, as the address names it. */
  readonly view: string;
  /** What the person does before the picture is taken; it is ready when this is fulfilled. */
  readonly prepare: (page: Page) => Promise<unknown>;
  /** Whether the picture for the desktop is of a higher screen, with the curve on it. */
  readonly isTall?: boolean;
}

/** Takes the pictures of the page: light and dark, on a phone and on a desktop. */
export class Camera {
  private readonly browser = new TestBrowser('whole');

  /** @throws Error when a picture is too large, or the page reports a problem */
  async take(testApp: TestApp, { name, view, prepare, isTall = false }: Subject): Promise<void> {
    for (const [size, screen] of Object.entries(SIZES)) {
      const viewport = isTall && size === 'desktop' ? TALL : screen;
      for (const colorScheme of ['light', 'dark'] as const) {
        const visitor = await openLivePage(this.browser, testApp, {
          ...{ view, viewport, colorScheme, locale: 'en-GB', timezoneId: 'UTC', reducedMotion: 'reduce' },
        });
        await prepare(visitor.page);
        await keep(visitor, `${name}-${size}-${colorScheme}.png`);
        await visitor.page.context().close();
      }
    }
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

async function keep({ page, problems }: WatchedPage, file: string): Promise<void> {
  if (problems.length > 0) throw new Error(`${file}: ${problems.join(', ')}`);
  // Fonts are there, and nothing moves any more.
  await page.evaluate('document.fonts.ready');
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  if (picture.length > LARGEST) throw new Error(`${file} has ${picture.length} bytes`);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${FOLDER}/${file}`, picture);
}
