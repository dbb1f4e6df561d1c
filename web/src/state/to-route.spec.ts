import { linkTo, toRoute } from './to-route.js';

describe('toRoute', () => {
  it.each([
    ['', 'now', undefined],
    ['#', 'now', undefined],
    ['#/', 'now', undefined],
    ['#/now', 'now', undefined],
    ['#/history', 'history', undefined],
    ['#/history/5f0c-1d', 'history', '5f0c-1d'],
    ['#/history/a%2Fb', 'history', 'a/b'],
    ['#/history/%', 'history', '%'],
    ['#/nowhere', 'now', undefined],
    ['#/constructor', 'now', undefined],
  ])('understands %j', (hash, view, id) => {
    expect(toRoute(hash)).toMatchObject({ view, id });
  });

  it('reads what follows a question mark', () => {
    expect(toRoute('#/start?food=cod&time=40').query.get('food')).toBe('cod');
  });

  it('finds the way back from a link', () => {
    expect(toRoute(linkTo('history', 'a/b?c'))).toMatchObject({ view: 'history', id: 'a/b?c' });
  });
});
