import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from '../../config/settings.js';
import { InvalidSettingsError } from '../../config/config.errors.js';
import { readEnvironment, type Environment } from '../../config/environment.js';
import { CliError } from '../cli.errors.js';
import type { CliContext } from '../cli-context.js';
import { installedSettings, installedVariables } from '../installed-settings.js';
import type { ServerHere } from '../server-here.js';
import { AGAIN } from './finding.js';
import { likelySettings, probeServer, type ServerSeen } from './local-server.js';
import { asksForToken, seeMcp, seeRoundTrip, type McpSeen, type RoundTrip } from './mcp-probe.js';
import { seeOutside, type OutsideSeen } from './outside.js';

/** The settings, as far as they can be used. */
export interface SettingsSeen {
  /** Undefined when they cannot be used. */
  readonly environment?: Environment;
  /** What is wrong with them, a sentence each. */
  readonly problems: readonly string[];
  /** Why they could not even be looked at, and what helps. */
  readonly unreadable?: { readonly told: string; readonly mend: string };
}

/** What several checks look at, found out once. */
export interface ProbeResults {
  readonly settings: SettingsSeen;
  readonly server: ServerSeen;
  readonly outside: OutsideSeen;
  /** The MCP endpoint at the public address; undefined where no such address leads to Coddle. */
  readonly mcp?: McpSeen | undefined;
  /** The same with the key of the settings; undefined where the key stays on this machine. */
  readonly roundTrip?: RoundTrip | undefined;
}

/** How many settings there are. */
export const SETTINGS_COUNT = Object.keys(SETTINGS).length;

/**
 * Reads the settings, and probes the server and the network at the same time.
 * @param here the server that was started in a folder; undefined for the installed one
 */
export async function collectProbes(io: CliContext, here?: ServerHere): Promise<ProbeResults> {
  const settings = here === undefined ? seeSettings(io) : seeSettingsHere(io);
  const likely = here?.settings ?? likelySettings(io);
  const [server, outside] = await Promise.all([
    // With settings that cannot be used, its address is likely, and its key is not tried.
    probeServer(io, settings.environment ?? { ...likely, apiKey: undefined }),
    seeOutside(io, settings.environment),
  ]);
  return { settings, server, outside, ...(await seeAssistantsWay(io, settings, server, outside)) };
}

/** The way of an assistant to its tools, as far as it can be gone. */
async function seeAssistantsWay(
  io: CliContext,
  { environment }: SettingsSeen,
  server: ServerSeen,
  outside: OutsideSeen,
): Promise<Pick<ProbeResults, 'mcp' | 'roundTrip'>> {
  if (environment?.publicUrl === undefined) return {};
  const mcp = await seeMcp(io, outside, server);
  if (mcp?.isSameServer !== true || !asksForToken(mcp)) return { mcp };
  return { mcp, roundTrip: await seeRoundTrip(io, environment.publicUrl, environment.apiKey) };
}

function seeSettings(io: CliContext): SettingsSeen {
  try {
    return { environment: installedSettings(io), problems: [] };
  } catch (error) {
    if (error instanceof InvalidSettingsError) {
      return isSealed(io) ? { problems: [], unreadable: SEALED } : { problems: error.problems };
    }
    if (error instanceof CliError) return { problems: [], unreadable: { told: error.message, mend: AGAIN } };
    throw error;
  }
}

function seeSettingsHere({ variables, folder, clock }: CliContext): SettingsSeen {
  try {
    return { environment: readEnvironment(variables, folder, clock.now()), problems: [] };
  } catch (error) {
    if (error instanceof InvalidSettingsError) return { problems: error.problems };
    throw error;
  }
}

const SEALED = {
  told: 'systemd encrypted the credentials, and provides them only while the service runs',
  mend: `sudo systemctl start coddle, then ${AGAIN}`,
};

/** Whether the credentials lie there in a form that systemd alone can open, which it has not done. */
function isSealed(io: CliContext): boolean {
  const { etc } = io.places;
  return existsSync(join(etc, 'credentials.cred')) && installedVariables(io)['CONFIG_DIR'] === etc;
}
