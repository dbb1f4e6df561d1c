import type { INestApplication } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { AddedChannels } from './alerts/channels/added-channels.js';
import { AlertsRunner } from './alerts/alerts-runner.js';
import { StartupSteps, type StartupStep } from './bootstrap/startup-steps.js';
import { Recovery } from './cooking/recovery/recovery.js';
import { StartRehearsal } from './cooking/start/start-rehearsal.js';
import { CookerGateway } from './device/cooker-gateway.js';
import { HomeAssistant } from './home-assistant/home-assistant.js';
import { OwnerSocket } from './owner/owner-socket.js';
import { SafetyPrewarm } from './safety/safety-prewarm.js';
import { ProbeSessions } from './thermometers/sessions/probe-sessions.js';
import { VendorLoader } from './thermometers/vendors/vendor-loader.js';

/** Time for the requests that clients sent while the server started, such as health checks, in milliseconds. */
const FIRST_REQUESTS = 10;

/** What the server does once its port listens, in this order. */
const startupSteps = (app: INestApplication): readonly StartupStep[] => {
  const [
    recovery,
    sessions,
    channels,
    alerts,
    cooker,
    socket,
    prewarm,
    rehearsal,
    thermometers,
    homeAssistant,
  ] = [
    app.get(Recovery, { strict: false }),
    app.get(ProbeSessions, { strict: false }),
    app.get(AddedChannels, { strict: false }),
    app.get(AlertsRunner, { strict: false }),
    app.get(CookerGateway, { strict: false }),
    app.get(OwnerSocket, { strict: false }),
    app.get(SafetyPrewarm, { strict: false }),
    app.get(StartRehearsal, { strict: false }),
    app.get(VendorLoader, { strict: false }),
    app.get(HomeAssistant, { strict: false }),
  ];
  return [
    // The steps after it keep the event loop busy: opening the database takes longer than the rest of the start.
    { name: 'Serve the first requests', run: () => pause(FIRST_REQUESTS) },
    // Before the connection: the states that the cloud sends decide what became of the cooks and commands that were restored.
    { name: 'Restore cooks and commands', run: () => recovery.restore() },
    // Before the connection too: a probe in the food of a cook counts from its first state on.
    { name: 'Go on with the probe sessions', run: () => sessions.restore() },
    // Before alerts are sent: Web Push is a channel while a browser is subscribed.
    { name: 'Read which browsers receive messages', run: () => channels.open() },
    // Before the connection as well: what the first states show may end an alert of before, and must not begin it anew.
    { name: 'Go on with the alerts', run: () => alerts.begin() },
    // The step ends at once; the connection is made while the steps after it run.
    { name: 'Open the connection to the cloud', run: () => cooker.open() },
    { name: "Open the socket for the owner's commands", run: () => socket.open() },
    { name: 'Pre-warm the safety engine', run: () => prewarm.run() },
    { name: 'Rehearse a start', run: () => rehearsal.run() },
    // Near the end: the code of the vendors is loaded in it, and no start of a cook waits for that.
    { name: 'Follow the thermometers', run: () => thermometers.open() },
    // After it, since the thermometers that are known are among the devices.
    { name: 'Serve Home Assistant', run: () => homeAssistant.open() },
  ];
};

/** Runs the start-up steps of an application that listens; fulfilled after the last one. It never rejects. */
export const runStartupSteps = (app: INestApplication): Promise<void> =>
  app.get(StartupSteps, { strict: false }).run(startupSteps(app));
