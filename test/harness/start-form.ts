import type { Locator, Page } from 'playwright-core';

/** What a test fills into the form of the view Start. */
export interface FormValues {
  readonly food?: string;
  readonly temperature?: string;
  readonly hours?: string;
  readonly minutes?: string;
  readonly thickness?: string;
}

/** The view Start as its person sees it, in English. */
export class StartForm {
  constructor(readonly page: Page) {}

  /** Fills the fields that are named, each as if it were typed. */
  async fill({ food, temperature, hours, minutes, thickness }: FormValues): Promise<void> {
    const fields = [
      [this.food, food],
      [this.temperature, temperature],
      [this.page.getByLabel('Hours'), hours],
      [this.page.getByLabel('Minutes'), minutes],
      [this.page.getByLabel('Thickest point in mm'), thickness],
    ] as const;
    for (const [field, text] of fields) if (text !== undefined) await field.fill(text);
  }

  get food(): Locator {
    return this.page.getByLabel('Food', { exact: true });
  }

  get temperature(): Locator {
    return this.page.getByLabel('Water temperature in');
  }

  /** The card of the verdict. */
  get verdict(): Locator {
    return this.page.getByRole('region', { name: 'Verdict' });
  }

  get startButton(): Locator {
    return this.page.locator('form').getByRole('button', { name: /^Start/ });
  }

  /** Waits until the verdict says this. */
  async says(text: string | RegExp): Promise<void> {
    await this.verdict.getByText(text).first().waitFor();
  }

  /** Waits until the plan in the form can be started. */
  async isStartable(): Promise<void> {
    await this.page.locator('form button[type=submit]').waitFor();
  }
}
