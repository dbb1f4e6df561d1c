import { DemoNews, type FetchedStatus } from './demo-news.js';

const IDLE = { device_online: true, state: 'idle', is_running: false, current_temp_celsius: 20 };
const COOK = {
  ...IDLE,
  state: 'preheating',
  is_running: true,
  target_temp_celsius: 65,
  time_remaining_minutes: 90,
  cook: { cook_id: 'one', food_type: 'chicken' },
  safety: { pasteurized: false },
};
const SAFE = { pasteurized: true, core_temp_celsius: 63.9 };

describe('DemoNews', () => {
  const newsOf = (...statuses: readonly FetchedStatus[]) => {
    const news = new DemoNews();
    return statuses.flatMap((status) => news.since(status));
  };

  it('reports a cook from the connection to the stop, each event once', () => {
    const cooking = { ...COOK, state: 'cooking', current_temp_celsius: 65 };
    const done = { ...cooking, state: 'done', safety: SAFE };
    const stopped = { ...IDLE, current_temp_celsius: 64.86, cook: null, safety: null };
    expect(
      newsOf(IDLE, IDLE, COOK, COOK, cooking, { ...cooking, safety: SAFE }, done, done, stopped, stopped),
    ).toEqual([
      'The server is connected to the simulated cooker. Its water is 20 °C.',
      'Started: chicken at 65 °C.',
      'The water has reached 65 °C.',
      'The timer has started: 90 minutes.',
      'The food is pasteurised: its core is 63.9 °C.',
      'The timer is done. The cooker goes on holding 65 °C until it is stopped.',
      'Stopped. The water is 64.9 °C.',
    ]);
  });

  it('reports the next cook and its food anew', () => {
    const next = { ...COOK, cook: { cook_id: 'two' } };
    const lines = newsOf(COOK, { ...COOK, safety: SAFE }, next, { ...next, safety: SAFE });
    expect(lines.filter((line) => /Started|pasteurised/.test(line))).toEqual([
      'Started: chicken at 65 °C.',
      'The food is pasteurised: its core is 63.9 °C.',
      'Started: a cook at 65 °C.',
      'The food is pasteurised: its core is 63.9 °C.',
    ]);
  });

  it('reports when the cooker is offline and back', () => {
    expect(newsOf(IDLE, { ...IDLE, device_online: false }, IDLE)).toHaveLength(3);
  });

  it.each([{}, { state: 7 }, { cook: 'x', safety: null }, { device_online: 'yes' }, { error: 'NO_DEVICE' }])(
    'makes nothing of %j',
    (status) => {
      expect(newsOf(status)).toEqual([]);
    },
  );
});
