/** A recorded probe, and where its file was published. */
export interface RecordedSource {
  readonly file: string;
  /** The column of the core, where the file has several. */
  readonly probe?: string;
  /** The file of the air around the food, where it is another. */
  readonly air?: string;
  /** The cook: probes of one cook share its weather, fire and lid, and are left out together. */
  readonly cook: string;
  /** What it is, for the page. */
  readonly what: string;
  /** Repository, file and commit. */
  readonly source: string;
}

const TEMPFIT = 'github.com/DevinBerchtold/TempFit';
const COMBUSTION = 'github.com/timsilber/combustion-inc-analyzer';
const OVERNIGHT = 'tempfit_2021-11-13_overnight';

/** The recorded cooks that the margins were fitted to. Their files are not part of this repository. */
export const RECORDED_SOURCES: readonly RecordedSource[] = [
  {
    file: 'combustion_2023-10-29_chicken_68C.csv',
    cook: 'chicken',
    what: 'chicken in an oven, set to 68 °C',
    source: `${COMBUSTION}, ExampleCSV, commit 11414ce`,
  },
  {
    file: 'combustion_2023-09-26_46C.csv',
    cook: 'thin piece',
    what: 'a thin piece, set to 46.1 °C, done in 9 minutes',
    source: `${COMBUSTION}, ExampleCSV, commit 11414ce`,
  },
  {
    file: 'probe-ability_2026-04-13_beef-sirloin_50C.csv',
    cook: 'sirloin',
    what: 'beef sirloin in an oven of 90 °C, whole-degree sensor',
    source: 'github.com/snelstim/Probe-ability, probe_ability_exports, commit abeff2c',
  },
  ...[1, 2, 3].map((number) => ({
    file: `${OVERNIGHT}__probe${number}.csv`,
    air: `${OVERNIGHT}__probe4.csv`,
    cook: 'overnight',
    what: `overnight in a smoker, probe ${number}`,
    source: `${TEMPFIT}, cooks/history_probe_${number}_20211113, commit b23df45`,
  })),
  {
    file: 'tempfit_2022-03-28_pork-shoulder__probe2.csv',
    cook: 'pork shoulder',
    what: 'pork shoulder, air not measured',
    source: `${TEMPFIT}, cooks/history_probe_2_20220328150956.csv, commit b23df45`,
  },
  ...['a', 'b'].map((letter) => ({
    file: 'teaching_smoker-temps_constructed.csv',
    probe: `food_${letter}_f`,
    cook: 'class data',
    what: `class data of a smoker, perhaps constructed, food ${letter.toUpperCase()}`,
    source: 'github.com/dgraves4/streaming-05-smart-smoker, smoker-temps.csv, commit a902a63',
  })),
];
