import fc from 'fast-check';
import { expectError, HostileTestApp, MEMBERS, PLANS, ROUTES } from '../harness/hostile-app.js';
import { chicken } from '../harness/journey.js';

let hostile: HostileTestApp;
beforeAll(async () => {
  hostile = await HostileTestApp.start();
});
afterEach(() => hostile.expectUnharmed());
afterAll(() => hostile.testApp.close());

const post = (...args: Parameters<HostileTestApp['post']>) => hostile.post(...args);

describe('A field of a plan', () => {
  /** A good plan with this JSON in one field. */
  const field = (name: string, text: string) =>
    JSON.stringify(chicken({ [name]: 'PIECE' })).replace('"PIECE"', () => text);

  describe.each(PLANS)('of %s', (path) => {
    it.each(['temperature_celsius', 'time_minutes', 'thickness_mm'])(
      'is refused by name when it is not a number: %s',
      async (name) => {
        const nothing = name === 'thickness_mm' ? [] : ['null', '""'];
        for (const value of [
          ...nothing,
          '"65"',
          '"NaN"',
          'true',
          '[]',
          '[65]',
          '{}',
          '{"constructor":1}',
          '{"__proto__":{"a":1}}',
        ]) {
          const response = await post(path, field(name, value));
          expectError(response, [400, 'VALIDATION_ERROR']);
          expect(response.body['details']).toMatchObject({ field: name });
        }
      },
    );

    it.each(['NaN', 'Infinity', '-Infinity', '0x41', '065', '.5', '1.', '+1', "'65'"])(
      'is refused when it is not a JSON number: %s',
      async (text) => {
        for (const name of ['temperature_celsius', 'time_minutes', 'thickness_mm']) {
          expectError(await post(path, field(name, text)), [400, 'VALIDATION_ERROR']);
        }
      },
    );

    it('is refused when it exceeds every number, which JSON reads as infinite', async () => {
      for (const name of ['temperature_celsius', 'time_minutes', 'thickness_mm']) {
        for (const text of ['1e999', '-1e999']) {
          const response = await post(path, field(name, text));
          expectError(response, [400, 'VALIDATION_ERROR']);
          expect(response.body['details']).toMatchObject({ field: name });
        }
      }
    });

    it.each([
      ['food_type', ['7', 'true', '[]', '["chicken"]', '{}', `"${'x'.repeat(65)}"`]],
      ['shape', ['7', '"round"', '"Slab"', '["slab"]', '{}', '"constructor"']],
      ['start_state', ['0', '"warm"', '["room"]', '"__proto__"']],
      ['vulnerable_consumers', ['0', '1', '"true"', '"false"', '[]', '{}']],
      ['device_id', ['7', '[]', '{}', `"${'x'.repeat(129)}"`]],
      ['request_id', ['7', '"\\n"', '"é"', '[]', '{}', `"${'x'.repeat(65)}"`]],
    ])('is refused by name when it has the wrong type or form: %s', async (name, values) => {
      for (const value of values) {
        const response = await post(path, field(name, value));
        expectError(response, [400, 'VALIDATION_ERROR']);
        expect(response.body['details']).toMatchObject({ field: name });
      }
    });

    it.each(['temperature_celsius', 'time_minutes'])('is requested when it is missing: %s', async (name) => {
      const response = await post(path, chicken({ [name]: undefined }));
      expectError(response, [400, 'VALIDATION_ERROR']);
      expect(response.body).toMatchObject({
        message: expect.stringContaining(`${name} is missing`) as string,
        details: { field: name },
      });
    });

    it.each([
      'temperature_celcius',
      'override',
      'force',
      'expert',
      'debug',
      'Temperature_Celsius',
      '',
      ' ',
      '\u0000',
      '💥',
    ])('is refused by name when it is unknown: %j', async (name) => {
      const response = await post(path, chicken({ [name]: true }));
      expectError(response, [400, 'VALIDATION_ERROR']);
      expect(response.body['message']).toContain('There is no field "');
    });

    it.each([
      ['temperature', 'temperature_celsius'],
      ['temperatureCelsius', 'temperature_celsius'],
      ['temperature_celcius', 'temperature_celsius'],
      ['minutes', 'time_minutes'],
      ['thickness', 'thickness_mm'],
      ['food', 'food_type'],
    ])('gets a suggestion of the right name: %s', async (name, meant) => {
      const response = await post(path, chicken({ [name]: 1 }));
      expectError(response, [400, 'VALIDATION_ERROR']);
      expect(response.body['message']).toContain(`There is no field "${name}" (did you mean ${meant}?)`);
    });

    it('gets a suggestion of the number when it is a text', async () => {
      const { body } = await post(
        path,
        chicken({ temperature_celsius: '65', vulnerable_consumers: 'false' }),
      );
      expect(body['message']).toContain('send 65, not "65"');
      expect(body['message']).toContain('send false, not "false"');
    });
  });

  it.each([
    ['temperature_celsius', '-1', 'TEMPERATURE_TOO_LOW'],
    ['temperature_celsius', '-1e308', 'TEMPERATURE_TOO_LOW'],
    ['temperature_celsius', '0', 'TEMPERATURE_TOO_LOW'],
    ['temperature_celsius', '1e308', 'TEMPERATURE_TOO_HIGH'],
    ['time_minutes', '0', 'TIME_TOO_SHORT'],
    ['time_minutes', '-90', 'TIME_TOO_SHORT'],
    ['time_minutes', '1e300', 'TIME_TOO_LONG'],
    ['time_minutes', '90.5', 'VALIDATION_ERROR'],
  ])('is refused when it is out of range: %s = %s', async (name, text, code) => {
    const response = await post('/start-cook', field(name, text));
    expectError(response, [400, code]);
    expect(response.body['details']).toMatchObject({ field: name });
  });
});

describe('An optional field that is null or empty', () => {
  const OPTIONAL = [
    'food_type',
    'thickness_mm',
    'shape',
    'start_state',
    'vulnerable_consumers',
    'device_id',
    'request_id',
  ];

  it.each([null, ''])('counts as left out: %j', async (nothing) => {
    const plan = { temperature_celsius: 70, time_minutes: 300 };
    const without = await post('/check-cook', plan);
    expect(without.status).toBe(200);
    for (const name of OPTIONAL) {
      expect((await post('/check-cook', { ...plan, [name]: nothing })).body).toEqual(without.body);
    }
    const all = Object.fromEntries(OPTIONAL.map((name) => [name, nothing]));
    expect((await post('/check-cook', { ...plan, ...all })).body).toEqual(without.body);
    const unsafe = { ...plan, ...all, temperature_celsius: 45 };
    expectError(await post('/start-cook', unsafe), [400, 'FOOD_TYPE_REQUIRED']);
  });

  it.each(['/status?device_id=', '/cooks?limit=10&cursor=', '/cooks?limit=&cursor='])(
    'counts as left out in a query too: %s',
    async (path) => expect((await hostile.testApp.api.get(path)).status).toBe(200),
  );

  it('counts as left out in the query of readings', async () => {
    const response = await hostile.testApp.api.get('/cooks/no-such/readings?points=&format=');
    expectError(response, [404, 'COOK_NOT_FOUND']);
  });
});

describe('A field that is named like a member of a class', () => {
  it.each(PLANS)('is refused by its name: %s', async (path) => {
    for (const name of MEMBERS) {
      const known = `${JSON.stringify(chicken()).slice(1, -1)},`;
      for (const value of ['true', 'null', '{"toPlan":1}', '"x"']) {
        const response = await post(path, `{${known}${JSON.stringify(name)}:${value}}`);
        expectError(response, [400, 'VALIDATION_ERROR']);
        expect(response.body).toMatchObject({
          message: `There is no field "${name}".`,
          details: { field: name },
        });
      }
    }
  });

  it('is refused in a query too', async () => {
    for (const name of [...MEMBERS, 'constructor[prototype]', '__proto__[x]']) {
      const response = await hostile.testApp.api.get(`/status?${encodeURIComponent(name)}=1`);
      expectError(response, [400, 'VALIDATION_ERROR']);
      expect(response.body['message']).toContain(`There is no field "${name}"`);
    }
  });
});

describe('The query of /status', () => {
  it.each([
    'device_id=a&device_id=b',
    'device=a',
    'device_id[]=a',
    'device_id[a]=b',
    `device_id=${'x'.repeat(129)}`,
  ])('is refused when it is malformed: %s', async (query) =>
    expectError(await hostile.testApp.api.get(`/status?${query}`), [400, 'VALIDATION_ERROR']),
  );

  it.each(['device_id=__proto__', 'device_id=%00', 'device_id=constructor'])(
    'finds no unknown cooker: %s',
    async (query) =>
      expectError(await hostile.testApp.api.get(`/status?${query}`), [404, 'DEVICE_NOT_FOUND']),
  );
});

describe('Any input', () => {
  const FIELDS = ['temperature_celsius', 'time_minutes', 'food_type', 'thickness_mm', 'shape', 'start_state'];
  const REST = ['vulnerable_consumers', 'device_id', 'request_id'];
  const names = fc.oneof(fc.constantFrom(...FIELDS, ...REST, ...MEMBERS), fc.string());
  // No plan that could be started: nothing is hotter than 30 °C, and every other value is not a number.
  const values = fc.oneof(
    fc.double({ max: 30 }),
    fc.jsonValue({ maxDepth: 10 }).filter((value) => typeof value !== 'number' || value <= 30),
    fc.constantFrom('chicken', 'slab', 'room', 'NaN', '65', true, null),
  );
  const objects = fc
    .array(fc.tuple(names, values), { maxLength: 12 })
    .map(
      (entries) =>
        `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`,
    );
  const plans = fc
    .record({
      temperature_celsius: fc.integer({ min: -50, max: 30 }),
      time_minutes: fc.nat(),
      food_type: fc.string(),
    })
    .map((plan) => JSON.stringify(plan));
  const bodies = fc.oneof(
    { weight: 6, arbitrary: objects },
    { weight: 2, arbitrary: plans },
    { weight: 1, arbitrary: fc.json() },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  const types = fc.oneof(
    { weight: 8, arbitrary: fc.constant('application/json') },
    { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'x', ';;=') },
  );

  it('gets a response of the documented form, with a code of the contract and never an internal error', async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ROUTES.POST), bodies, types, async (path, body, type) => {
        const response = await post(path, body, { 'content-type': type });
        seen.add(response.status);
        if (response.status === 200)
          return expect([path, response.body['allowed']]).toEqual(['/check-cook', false]);
        expect([400, 404, 413, 415]).toContain(response.status);
        expectError(response, [response.status, response.body['error'] as string]);
      }),
      { numRuns: 400, seed: 20_260_301 },
    );
    expect([...seen].toSorted()).toEqual([200, 400, 404, 415]);
  }, 20_000);
});
