import type { NestExpressApplication } from '@nestjs/platform-express';
import type { ServerResponse } from 'node:http';
import type { Page } from 'playwright-core';
import { Clock } from '../../src/shared/clock.js';
import type { ProbeFacts, ThermometerFacts } from '../../src/thermometers/thermometer.js';
import { ThermometerSink } from '../../src/thermometers/thermometer-sink.js';
import { celsius } from '../../src/shared/units.js';
import { minutesPass } from './broken-off.js';
import { letPass } from './journey.js';
import type { TestApp } from './test-app.js';
import { makeProbeFacts, makeThermometerFacts } from './thermometer-facts.js';

/** The probes of the thermometer at the grill. */
export const CORE = 'thermoworks-a1-1';
export const AIR = 'thermoworks-a1-2';

const PROBES: readonly ProbeFacts[] = [
  makeProbeFacts({ probeId: CORE, name: 'Chicken breast' }),
  makeProbeFacts({ probeId: AIR, name: 'Grill', kind: 'ambient' }),
];

/** A thermometer with a probe in food and one beside it, reported to an application as a vendor does. */
export class GrillThermometer {
  constructor(readonly testApp: TestApp) {
    this.report();
  }

  /** Reports the thermometer, heard now. */
  report(known: Partial<ThermometerFacts> = {}, probes = PROBES): void {
    this.sink.seen(makeThermometerFacts({ name: 'Grill', lastSeen: this.now, probes, ...known }));
  }

  /** What the probes measure now; null is a probe without a reading. */
  async measure(core: number | null, air: number | null = null): Promise<void> {
    this.report();
    await this.read([[this.now, core, air]]);
  }

  /** Lets minutes pass in which the core warms evenly, with a reading of each probe every ten seconds. */
  async warm(from: number, to: number, minutes: number): Promise<void> {
    const [begin, steps] = [this.now, minutes * 6];
    await minutesPass(this.testApp, minutes);
    this.report();
    const core = (step: number) => Math.round((from + ((to - from) * step) / steps) * 10) / 10;
    await this.read(
      Array.from({ length: steps + 1 }, (_, step) => [begin + step * 10_000, core(step), 180] as const),
    );
  }

  /** Readings are written and sent on once a second at most, by the clock of the application. */
  private async read(rows: readonly (readonly [at: number, ...values: (number | null)[]])[]): Promise<void> {
    const written = this.sink.read(
      rows.flatMap(([at, ...values]) =>
        values.map((value, index) => ({
          ...{ probeId: PROBES[index]!.probeId, at, receivedAt: at, late: false },
          celsius: value === null ? null : celsius(value),
        })),
      ),
    );
    await letPass(this.testApp, 2_000);
    await written;
  }

  get sink(): ThermometerSink {
    return this.testApp.app.get(ThermometerSink, { strict: false });
  }

  private get now(): number {
    return this.testApp.clock.now().getTime();
  }
}

/** Lets responses carry the date of the application's clock, from which the page takes the time of the server. */
export const withDateOfClock = (app: NestExpressApplication): unknown =>
  app.use((_request: unknown, response: ServerResponse, next: () => void) => {
    response.setHeader('Date', app.get(Clock, { strict: false }).now().toUTCString());
    next();
  });

/** The part of the view that is about a probe. */
export const probeItem = (page: Page, name: string) =>
  page.locator('.probe', { has: page.getByRole('heading', { name, level: 3 }) });
