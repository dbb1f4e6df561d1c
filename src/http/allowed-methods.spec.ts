import { Router } from 'express';
import { allowedMethods, type RouteTable } from './allowed-methods.js';

describe('The methods allowed at a path', () => {
  const router = Router();
  const nothing = (): void => undefined;
  router.use(nothing);
  router.get('/status', nothing);
  router.post('/start-cook', nothing);
  router.route('/cooks').get(nothing).post(nothing);
  router.delete('/cooks', nothing);
  router.get('/cooks/:id', nothing);
  router.use('/files', nothing);
  const table = router as unknown as RouteTable;

  it.each([
    ['/start-cook', ['POST']],
    ['/start-cook/', ['POST']],
    ['/START-COOK', ['POST']],
    ['/cooks', ['DELETE', 'GET', 'HEAD', 'POST']],
    ['/cooks/7', ['GET', 'HEAD']],
  ])('are all those that a route has there: %s', (path, methods) => {
    expect(allowedMethods(table, path)).toEqual(methods);
  });

  it('have HEAD wherever they have GET', () => {
    expect(allowedMethods(table, '/status')).toEqual(['GET', 'HEAD']);
  });

  it.each(['/', '/nowhere', '/status/deeper', '/statu', '/files', '/files/a'])(
    'are none where no route is: %s',
    (path) => expect(allowedMethods(table, path)).toEqual([]),
  );
});
