import { paceOf } from './pace.js';
import type { DemoSignIn } from './server-process.js';
import { WaterBath } from './water-bath.js';

export interface DemoGuideOptions {
  /** Where the server listens, without a slash at the end. */
  readonly address: string;
  readonly apiKey: string;
  /** Simulated seconds per second. */
  readonly speed: number;
  readonly litres: number;
  /** °C at the beginning. */
  readonly water: number;
}

const MINUTES = 90;
const TARGET = 65;

const bodyOf = (celsius: number): string =>
  `-H 'Content-Type: application/json' -d '{"temperature_celsius":${celsius},"time_minutes":${MINUTES},"food_type":"chicken"}'`;

/** What the demo says once it runs: that nothing is real, where it is, and what to type. */
export function demoGuide({ address, apiKey, speed, litres, water }: DemoGuideOptions): string {
  const bearer = `-H 'Authorization: Bearer ${apiKey}'`;
  const start = (celsius: number) => `curl -s ${address}/start-cook ${bearer} ${bodyOf(celsius)}`;
  return `
=====================================================================
  COOKER AND PROBES ARE SIMULATED. No water is heated and no food is cooked.
=====================================================================

  Address   ${address}
  Try it    ${address}/docs
  API key   ${apiKey}   (thrown away at the end)

Start chicken at ${TARGET} °C for ${MINUTES} minutes:
  ${start(TARGET)}

See how it goes:
  curl -s ${address}/status ${bearer}

Stop it:
  curl -s -X POST ${address}/stop-cook ${bearer}

What was cooked, also after a restart of a real server:
  curl -s ${address}/cooks ${bearer}

A chicken in the oven and a smoker overnight, with simulated probes, the food in them, and the course of one as CSV:
  curl -s ${address}/thermometers ${bearer}
  curl -s ${address}/probe-sessions ${bearer}
  curl -s '${address}/thermometers/fireboard-sim0chicken-1/readings?format=csv' ${bearer}

Alerts: the battery of the smoker is nearly empty. The demo prints below what is sent; acknowledge it on the page, under Alerts, or by its ALERT_ID:
  curl -s ${address}/alerts ${bearer}
  curl -s ${address}/alert-deliveries ${bearer}
  curl -s -X POST ${address}/alerts/ALERT_ID/acknowledge ${bearer}

And one that is refused, chicken at 50 °C:
  ${start(50)}

Simulated time runs ${paceOf(speed)}: about ${preheating(litres, water, speed)} s to heat ${litres} litres from ${water} °C, then ${Math.round((MINUTES * 60) / speed)} s of cooking.
While a start waits for your approval it runs as fast as real time, so that you have 10 minutes to decide.
Cooker and server share it: the server follows the core of the food in it, and the chicken is pasteurised before the timer ends.
Ctrl-C ends server and simulator. What happens is printed below, with the simulated time since the start.

`;
}

/** What the demo says about the page of the owner, as soon as the server has a password. */
export const signInGuide = (
  address: string,
  { path, password }: DemoSignIn,
): string => `See the cooker in a browser, signed in as the owner:
  ${address}${path}   (once)
  ${address}   with the password ${password}   (thrown away at the end)

`;

/** Seconds on the wall until the water is warm. */
function preheating(litres: number, water: number, speed: number): number {
  const bath = new WaterBath({ litres, water });
  bath.setpoint = TARGET;
  return Math.round(bath.secondsUntilWithin(TARGET - 0.3, TARGET + 0.3) / speed);
}
