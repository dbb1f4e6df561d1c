/**
 * Connects a real Home Assistant to this server over a real mosquitto, reads back what it has made of the devices, sends
 * commands, ends programs in mid-cook, loads the examples of the document, and writes what was seen into
 * docs/home-assistant.md: `npm run interop:home-assistant`. Needs Debian's mosquitto and, where Python is older than a
 * release of Home Assistant asks for, root and debootstrap. HOME_ASSISTANT_FOLDER keeps the environment for the next run.
 */
import '../../../scripts/require-build.mjs';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkAlerts } from './alerts.mjs';
import { checkCommands } from './commands.mjs';
import { checkDevices } from './devices.mjs';
import { killRows } from './kills.mjs';
import { checkExamples, DASHBOARD, example } from './examples.mjs';
import { HomeAssistant } from './home-assistant.mjs';
import { Broker, missing, Server, startCloud } from './programs.mjs';
import { NoEnvironmentError, PythonEnvironment } from './python-environment.mjs';
import { writeReport } from './report.mjs';

const KEPT = process.env['HOME_ASSISTANT_FOLDER'];
const folder = mkdtempSync(join(tmpdir(), 'coddle-interop-'));
const closing = [() => rmSync(folder, { recursive: true, force: true })];
const say = (sentence) => console.log(`${new Date().toISOString().slice(11, 19)} ${sentence}`);

try {
  const python = await environment();
  const broker = await Broker.start(folder);
  closing.unshift(() => broker.end());
  const cloud = await startCloud();
  closing.unshift(() => cloud.end());
  const server = await Server.start(folder, cloud, broker);
  closing.unshift(() => server.end());
  const home = new HomeAssistant(python);
  closing.unshift(() => home.stop());
  say(`Starting Home Assistant ${python.python.release} on Python ${python.python.version}`);
  await home.prepare({
    automations: example('automations'),
    dashboard: example('dashboard'),
    name: DASHBOARD,
  });
  await home.start();
  await home.connect(broker);
  const programs = { home, server, broker, say };
  const checks = [
    ...(await checkDevices(programs)),
    ...(await checkAlerts(programs)),
    ...(await checkCommands(programs)),
    ...(await checkExamples(programs)),
  ];
  const failed = checks.filter(({ faults }) => faults.length > 0);
  for (const { what, faults } of failed) console.error(`FAILED ${what}: ${faults.join('; ')}`);
  await writeReport({ python: python.python, checks, courses: await killRows(programs) });
  say(`${checks.length - failed.length} of ${checks.length} checks passed`);
  process.exitCode = failed.length > 0 ? 1 : 0;
} catch (error) {
  if (!(error instanceof NoEnvironmentError)) throw error;
  console.log(`LEFT OUT: Home Assistant cannot be run here. ${error.message}`);
} finally {
  for (const close of closing) await close();
}

/** @throws NoEnvironmentError */
async function environment() {
  const reason = missing();
  if (reason !== undefined) throw new NoEnvironmentError(reason);
  const root = KEPT ?? join(folder, 'environment');
  say(`Installing Home Assistant into ${KEPT === undefined ? 'a temporary folder' : 'the kept folder'}`);
  return PythonEnvironment.make(root);
}
