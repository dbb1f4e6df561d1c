import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { quoted } from '../../../config/private-file.js';
import type { ChannelsFound } from './channel-settings.js';
import { parseChannels, type FileSurroundings } from './parse-channels.js';

/** The name of the file in the folder of the settings. */
export const CHANNELS_FILE = 'alerts.json';
/** Longer than any number of channels that it may name, in bytes. */
const LARGEST = 256 * 1024;
const GROUP_AND_OTHERS = 0o077;

/** Reads the channels of `alerts.json`. It never throws: whatever is wrong is a sentence, and the other channels count. */
export function channelsOfFile(configDir: string, surroundings: FileSurroundings): ChannelsFound {
  const path = join(configDir, CHANNELS_FILE);
  try {
    const { size, mode } = statSync(path);
    if (size > LARGEST) return unreadable(`is larger than ${LARGEST / 1024} KB`);
    const { channels, faults } = parseChannels(readFileSync(path, 'utf8'), surroundings);
    const open = (mode & GROUP_AND_OTHERS) === 0 ? [] : [openToOthers(path)];
    const sentences = faults.map(({ line, problem }) => `${CHANNELS_FILE}, line ${line}: ${problem}.`);
    return { channels, problems: [...open, ...sentences] };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? { channels: [], problems: [] } : unreadable(`cannot be read (${code})`);
  }
}

const unreadable = (problem: string): ChannelsFound => ({
  channels: [],
  problems: [`${CHANNELS_FILE} ${problem}: none of its channels is used.`],
});

const openToOthers = (path: string): string =>
  `${CHANNELS_FILE} is open to other users, and can hold passwords: run chmod 600 ${quoted(path)}.`;
