import { parseArgs } from 'node:util';
import { AnovaCloud } from './anova-cloud.js';
import { numberOption, PORTS, reasonOf, SPEEDS } from './command-line.js';
import { paceOf } from './pace.js';
import type { Terminal } from './terminal.js';
import { aborted } from './terminal.js';

const TOKEN = 'anova-simulated';

const HELP = `Simulates Anova's cloud and cookers on this machine. Nothing real is heated.

  --port <number>     port on 127.0.0.1, 0 for any free one (default 5100)
  --token <text>      the token that is let in (default ${TOKEN})
  --speed <number>    simulated seconds per second (default 60)
  --litres <number>   water in each pot (default 8)
  --water <number>    °C of the water at the beginning (default 20)
  --type <text>       type of the cookers: a7, a6, a4, pro, … (default a7)
  --cookers <number>  how many (default 1)
  --help              this text
`;

/** Milliseconds between two pushes: as the real cloud, or often enough to follow a faster time. */
const pushEvery = (speed: number) => (speed > 1 ? 500 : 2000);

const OPTIONS = {
  port: { type: 'string', default: '5100' },
  token: { type: 'string', default: TOKEN },
  speed: { type: 'string', default: '60' },
  litres: { type: 'string', default: '8' },
  water: { type: 'string', default: '20' },
  type: { type: 'string', default: 'a7' },
  cookers: { type: 'string', default: '1' },
  help: { type: 'boolean', default: false },
} as const;

function readSettings(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS });
  return {
    help: values.help,
    token: values.token,
    type: values.type,
    port: numberOption('port', values.port, PORTS),
    speed: numberOption('speed', values.speed, SPEEDS),
    litres: numberOption('litres', values.litres, { from: 1, to: 100 }),
    water: numberOption('water', values.water, { from: 0, to: 100 }),
    count: numberOption('cookers', values.cookers, { from: 0, to: 20, whole: true }),
  };
}

type Settings = ReturnType<typeof readSettings>;

/** Runs a simulated cloud by hand until it is stopped; gives back the exit code. */
export async function simulate(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    const settings = readSettings(args);
    if (settings.help) terminal.out.write(HELP);
    else await run(settings, terminal);
    return 0;
  } catch (error) {
    terminal.err.write(`${reasonOf(error)}\nTry --help.\n`);
    return 1;
  }
}

async function run(settings: Settings, { clock, out, stop }: Terminal): Promise<void> {
  const { token, port, speed, litres, water, type, count } = settings;
  const cookers = Array.from({ length: count }, () => ({ type, litres, water }));
  const report = (sentence: string) => out.write(`${sentence}\n`);
  const cloud = new AnovaCloud({ clock, token, port, speed, cookers, pushEvery: pushEvery(speed), report });
  await cloud.listen();
  try {
    out.write(welcome(settings, cloud.url));
    await aborted(stop);
  } finally {
    await cloud.close();
  }
}

// A token given by hand could be a real one, so only our own is shown.
const shown = (token: string) => (token === TOKEN ? TOKEN : '(the token that you gave)');

const welcome = ({ token, speed, litres, water, type, count }: Settings, url: string) => `
THIS IS A SIMULATED CLOUD. NOTHING REAL IS HEATED.
${count} × ${type} in ${litres} litres of water at ${water} °C; simulated time runs ${paceOf(speed)}.

Settings for the server:
  ANOVA_WEBSOCKET_URL=${url}
  PERSONAL_ACCESS_TOKEN=${shown(token)}

Ctrl-C ends it.
`;
