import { chickenCook } from '../../src/simulator/probe-replay/chicken-cook.js';
import { celsius } from '../../src/shared/units.js';
import type { ProbeFacts, ThermometerFacts } from '../../src/thermometers/thermometer.js';
import { ThermometerSink } from '../../src/thermometers/thermometer-sink.js';
import { minutesPass } from '../harness/broken-off.js';
import { letPass } from '../harness/journey.js';
import type { TestApp } from '../harness/test-app.js';
import { makeProbeFacts, makeThermometerFacts } from '../harness/thermometer-facts.js';

const OVEN = 'fireboard-sim0chicken';
const PROBES: readonly ProbeFacts[] = [
  makeProbeFacts({ probeId: `${OVEN}-1`, name: 'Chicken breast', intervalSeconds: 5 }),
  makeProbeFacts({ probeId: `${OVEN}-2`, name: 'Oven', kind: 'ambient', intervalSeconds: 5 }),
];

/** The thermometer in the oven, heard now. @param known what is known of it besides */
export function reportOven(testApp: TestApp, known: Partial<ThermometerFacts> = {}): void {
  testApp.app.get(ThermometerSink, { strict: false }).seen(
    makeThermometerFacts({
      ...{ thermometerId: OVEN, vendor: 'fireboard', name: 'Oven', model: 'FireBoard 2' },
      ...{ signalDbm: null, lastSeen: testApp.clock.now().getTime(), probes: PROBES, ...known },
    }),
  );
}

/** Roasts a chicken for some minutes, followed by a session: a cook that the simulator plays. */
export async function roastChicken(testApp: TestApp, minutes: number): Promise<void> {
  const sink = testApp.app.get(ThermometerSink, { strict: false });
  const now = () => testApp.clock.now().getTime();
  const report = () => reportOven(testApp);
  report();
  const session = { probe_id: `${OVEN}-1`, food_type: 'whole chicken', target_core_celsius: 74 };
  const { status, body } = await testApp.api.post('/probe-sessions', session);
  if (status !== 200) throw new Error(`The session returned ${status} ${JSON.stringify(body)}`);
  const begin = now();
  await minutesPass(testApp, minutes);
  report();
  const rows = chickenCook().rows.filter(({ elapsed }) => elapsed <= minutes * 60);
  const written = sink.read(
    rows.flatMap(({ elapsed, celsius: values }) =>
      values.map((value, index) => {
        const at = begin + elapsed * 1_000;
        return {
          ...{ probeId: PROBES[index]!.probeId, at, receivedAt: at, late: false },
          celsius: value == null ? null : celsius(value),
        };
      }),
    ),
  );
  await letPass(testApp, 2_000);
  await written;
}
