import type { ChannelFigures, Figures } from './verdict.js';

const NO_CHANNEL: ChannelFigures = {
  shown: 0,
  doublesByCrash: 0,
  doublesBySilence: 0,
  unannounced: 0,
  maybeTwice: 0,
};

export const NOTHING: Figures = {
  lives: 0,
  crashes: 0,
  crashesWhileSending: 0,
  jumps: 0,
  fired: 0,
  messages: 0,
  lostByChannels: 0,
  dead: 0,
  cancelled: 0,
  withKey: NO_CHANNEL,
  withoutKey: NO_CHANNEL,
  lost: [],
  wrong: [],
};

/** The sum of two runs. */
export const sumOf = (one: Figures, other: Figures): Figures => ({
  lives: one.lives + other.lives,
  crashes: one.crashes + other.crashes,
  crashesWhileSending: one.crashesWhileSending + other.crashesWhileSending,
  jumps: one.jumps + other.jumps,
  fired: one.fired + other.fired,
  messages: one.messages + other.messages,
  lostByChannels: one.lostByChannels + other.lostByChannels,
  dead: one.dead + other.dead,
  cancelled: one.cancelled + other.cancelled,
  withKey: sumOfChannels(one.withKey, other.withKey),
  withoutKey: sumOfChannels(one.withoutKey, other.withoutKey),
  lost: [...one.lost, ...other.lost],
  wrong: [...one.wrong, ...other.wrong],
});

const sumOfChannels = (one: ChannelFigures, other: ChannelFigures): ChannelFigures => ({
  shown: one.shown + other.shown,
  doublesByCrash: one.doublesByCrash + other.doublesByCrash,
  doublesBySilence: one.doublesBySilence + other.doublesBySilence,
  unannounced: one.unannounced + other.unannounced,
  maybeTwice: one.maybeTwice + other.maybeTwice,
});

/** What must not have happened, a sentence for each. */
export const violationsOf = ({ lost, wrong, withKey, withoutKey }: Figures): string[] => {
  const doubles = withKey.doublesByCrash + withKey.doublesBySilence;
  return [
    ...lost.map((what) => `lost: ${what}`),
    ...wrong.map((what) => `wrong: ${what}`),
    ...(doubles > 0 ? [`${doubles} doubles by channels that drop repeats`] : []),
    ...(withoutKey.unannounced > 0
      ? [`${withoutKey.unannounced} doubles that are not said to be possible`]
      : []),
  ];
};

/** The figures as two tables for people. */
export function tables(figures: Figures): string {
  const { lives, crashes, crashesWhileSending, jumps, fired, messages } = figures;
  const { dead, cancelled, lostByChannels, lost, wrong } = figures;
  return [
    columns([
      ['lives', 'crashes', 'while sending', 'clock jumps', 'alerts fired', 'messages', 'lost', 'wrong'],
      [lives, crashes, crashesWhileSending, jumps, fired, messages, lost.length, wrong.length].map(String),
    ]),
    columns([
      ['', 'shown', 'doubles: crash', 'no response', 'not announced', 'said to be possible'],
      rowOf('with an idempotency key', figures.withKey),
      rowOf('without one', figures.withoutKey),
    ]),
    `${dead} messages were given up after a day or refused for good by every channel, ${cancelled} became pointless before they arrived, and ${lostByChannels} were confirmed by a channel and never shown to a person.`,
  ].join('\n\n');
}

const rowOf = (name: string, figures: ChannelFigures): string[] => [
  name,
  ...[
    figures.shown,
    figures.doublesByCrash,
    figures.doublesBySilence,
    figures.unannounced,
    figures.maybeTwice,
  ].map(String),
];

/** Words stand at the left, numbers at the right. */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  return rows
    .map((cells) =>
      cells
        .map((cell, column) =>
          /^\d/.test(cell) || column > 0 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
        )
        .join('  '),
    )
    .join('\n');
}
