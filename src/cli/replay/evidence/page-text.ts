/** What the page is filled with: tables and figures as Markdown. */
export interface PageFigures {
  readonly recorded: string;
  readonly coverage: string;
  readonly generated: string;
  readonly margins: string;
  readonly fitted: string;
  readonly sources: string;
  readonly nominal: string;
}

const HOW = `## How it works

1. **The rate.** A straight line is fitted to the newest readings. It reaches back until the core rose by 2 °C, or by five steps of a coarse sensor, for an hour at most. Between two readings the core is taken to change evenly, so a sensor that sends on change and one that sends every five seconds give the same rate.
2. **The beginning.** A probe that falls from the air into cold meat shows no rate of the meat. The cook begins at the lowest core, once it rose by 2 °C.
3. **Two courses.** Evaporation cools the surface of moist food, so a core approaches the boiling point at most, however hot the air is; in a smoker it approaches far less. The fast course approaches 100 °C, and after a stall regains a third of the steady rate within 10 °C. The slow one approaches what the decline of the rate shows, 80 °C at most, and keeps at least 7 % of the steady rate. The time to the target lies between the two.
4. **Margins.** The interval is widened by what the sensor's step may hide, and by what the two courses missed on recorded cooks. The margin of a stage is the one with which, in all cooks but the worst, each end held for 90 % of the forecasts.
5. **Abstention.** There is no interval before the core rose by 15 % of the way, while the rate still grows, for some minutes after a lid was open or a probe was moved, while the fire is out or the food is off the heat, in a stall while the target is far, and where the interval would be too wide: its end more than six times as far away as its beginning.`;

const LIMITS = `## What the events mean

- **Lid open**: the air falls sharply, by 8 °C at least and by more than its usual swing, and returns. It is seen while the air falls.
- **Probe out**: the core falls or jumps faster than food can: by more than 2 °C a minute down, or 12 °C a minute up.
- **Fire out**: the air lost a third of its lead over its surroundings without a sharp fall, and keeps falling, while the core is short of its target.
- **Taken off**: the air fell sharply and stays near the core, or it sinks once the target is reached. The food rests.

A core that does not change for an hour is in its slow phase, and no broken sensor.

## What it does not know

- Six cooks are few. For yours the share may be ten points lower or higher.
- No recording is of a sous vide bath. There the course of the core is calculated from the thickness; see [what keeps the food safe](food-safety.md).
- No recording shows a dead fire or a flare-up that somebody labelled. These events were tried on made-up curves only.
- One of the recordings, the class data, was perhaps constructed: its stall ends at once.
- A change of the heat, a wrap or a moved probe cannot be foreseen. The interval assumes that things go on as they are.
- A whole-degree sensor shows the rate late and coarsely, so its intervals are wider. The sirloin slowed down at 42 °C for no reason that the air shows, and is the worst cook of the table.
- It is no statement about safety. The verdict of a session comes from the measured core alone.
`;

const generatedCooks = ({ generated }: PageFigures): string => `## Cooks of the simulator

The cooks of the demo come from a model of food that knows nothing of the forecast. Nothing was fitted to them, and anyone can make them anew; \`npm test\` compares this table and the pictures with what the program says now.

${generated}

![The core of a generated chicken over time, and below it the interval of the forecast at each moment, which narrows around the moment at which the target was reached](forecasts-chicken.svg)

![The core of a generated pork shoulder with a stall of several hours, and below it the interval of the forecast, which has gaps while the stall lasts](forecasts-smoker.svg)`;

/** The page docs/forecasts.md. */
export const PAGE = (figures: PageFigures): string => `# Forecasts of the core

A probe session says when the core will reach its target: as an interval, or not at all. This page explains how, and shows how often the intervals were right. \`npm run forecasts -- FOLDER\` makes it from recorded cooks; their files are not part of this repository.

Try it with a recording of your own: \`coddle replay cook.csv --target 93\` prints what would have been said at each moment, by the readings until then, and scores it at the end. \`coddle replay --help\` says how the columns are named.

## How often it was right

An interval is meant to hold for ${figures.nominal} of the forecasts. ${figures.coverage}

Each cook is judged by margins that were fitted to the other cooks only. Probes of one cook are left out together.

- **moments**: 200 moments of a cook, or one each 5 minutes, for each target, until it was reached. The target is the set point of the cook's own thermometer, otherwise 45, 50, 55 °C and so on, as far as the core came.
- **held**: the share of the intervals that held the moment at which the target was reached.
- **width**: of the interval, as a multiple of the time that was left, in the median.
- **abstained**: the share of the moments without an interval.

${figures.recorded}

The recordings were published by the people who made them:

${figures.sources}

${generatedCooks(figures)}

${HOW}

The food warms *steadily* while its rate is at least half of its steady rate, is *slowing* down to 15 % of it, and is *stalled* below. The margins in use:

| stage | beginning of the interval | end of the interval |
| --- | --- | --- |
${figures.margins}

Fitted to the recordings of this page, they are ${figures.fitted}

${LIMITS}`;
