import { courseOf } from './course.mjs';
import { ending, entriesOf } from './devices.mjs';

const SECONDS = 40;

/** What Home Assistant shows while the server, the broker or both end in mid-cook, second by second. */
export async function killRows({ home, server, broker, say }) {
  await server.call('POST', '/stop-cook', {});
  await server.startCook({ temperature_celsius: 65, time_minutes: 600, food_type: 'chicken' });
  const columns = await columnsOf(home);
  const cases = {
    'The server is killed, and started again': {
      3: ['server killed', () => server.end('SIGKILL')],
      20: ['server started', () => server.run()],
    },
    'The server is stopped in order, and started again': {
      3: ['server stopped', () => server.end('SIGTERM')],
      20: ['server started', () => server.run()],
    },
    'The broker is killed, and started again with nothing kept': {
      3: ['broker killed', () => broker.end('SIGKILL')],
      20: ['broker started', () => broker.run()],
    },
    'The broker is stopped in order, and started again with nothing kept': {
      3: ['broker stopped', () => broker.end('SIGTERM')],
      20: ['broker started', () => broker.run()],
    },
    'Both are killed; the broker comes back first': {
      3: ['both killed', () => Promise.all([server.end('SIGKILL'), broker.end('SIGKILL')])],
      15: ['broker started', () => broker.run()],
      20: ['server started', () => server.run()],
    },
  };
  const courses = [];
  for (const [name, events] of Object.entries(cases)) {
    say(name);
    const rows = await courseOf(home, columns, { seconds: SECONDS, events });
    courses.push({ name, heads: Object.keys(columns), rows });
  }
  return courses;
}

async function columnsOf(home) {
  const entries = [...(await entriesOf(home, '_server_')), ...(await entriesOf(home, '_cooker_'))];
  const idOf = (end) => ending(entries, end).entity_id;
  return {
    'Cloud connected': idOf('_cloud'),
    Reachable: idOf('_reachable'),
    State: idOf('_state'),
    Running: idOf('_running'),
    Target: idOf('_target'),
    'Stop button': idOf('_stop'),
  };
}
