import { OwnerPassword } from '../../../src/auth/owner/owner-password.js';
import { clientsCommand } from '../../../src/cli/clients-command.js';
import type { Json } from '../../harness/api.js';
import { HomeAssistantApp } from '../../harness/home-assistant-app.js';
import { itWithBroker, Mosquitto } from '../../harness/mosquitto.js';
import { OwnerAtTerminal } from '../../harness/owner-at-terminal.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp } from '../../harness/test-app.js';

const USER = { name: 'coddle', password: 'right-p@ss' };
const PASSWORD = 'four words to remember';
const PATH = '/owner/clients/home-assistant';

/** The owner decides whether Home Assistant starts cooks. */
describe('Home Assistant among the clients of the owner', () => {
  const opened: { close: () => Promise<unknown> }[] = [];
  let broker: Mosquitto;
  let app: HomeAssistantApp;
  afterEach(async () => {
    for (const one of opened.splice(0).reverse()) await one.close();
    await broker.remove();
  });

  const start = async (user?: typeof USER) => {
    broker = await Mosquitto.start(user);
    app = await HomeAssistantApp.start(broker.url);
    opened.push(app);
    return SignedInOwner.at(app.testApp);
  };
  const list = async (owner: SignedInOwner) =>
    (await owner.get<{ clients: Json[] }>('/owner/clients')).body.clients;

  itWithBroker('is listed, starts nothing at first, and starts as the owner chooses', async () => {
    const owner = await start(USER);
    expect(await list(owner)).toMatchObject([
      {
        ...{ id: 'home-assistant', name: 'Home Assistant', host: '127.0.0.1', start_policy: 'never' },
        last_used_at: null,
      },
    ]);
    const changed = await owner.send('PATCH', PATH, { start_policy: 'ask' });
    expect(changed).toMatchObject({ status: 200, body: { start_policy: 'ask' } });
    expect(await list(owner)).toMatchObject([{ start_policy: 'ask' }]);
    const disconnected = await owner.send('DELETE', PATH);
    expect(disconnected).toMatchObject({ status: 409, body: { error: 'CLIENT_BY_SETTINGS' } });
  });

  itWithBroker('cannot be allowed to start over a broker without a password', async () => {
    const owner = await start();
    const refused = await owner.send('PATCH', PATH, { start_policy: 'ask' });
    expect(refused).toMatchObject({ status: 409, body: { error: 'BROKER_WITHOUT_PASSWORD' } });
    expect((await owner.send('PATCH', PATH, { start_policy: 'never' })).status).toBe(200);
  });

  itWithBroker('can be armed once it asks', async () => {
    const owner = await start(USER);
    const wish = { principal: 'home-assistant', minutes: 60, starts: 1 };
    expect((await owner.send('POST', '/owner/armings', wish)).body).toMatchObject({
      error: 'ARMING_REFUSED',
    });
    await owner.send('PATCH', PATH, { start_policy: 'ask' });
    expect((await owner.send('POST', '/owner/armings', wish)).body).toMatchObject({
      principal: 'home-assistant',
    });
  });

  itWithBroker('is allowed by a command too, with the password of the owner', async () => {
    const owner = await start(USER);
    await app.testApp.app.get(OwnerPassword, { strict: false }).set(PASSWORD);
    const terminal = new OwnerAtTerminal(app.testApp.data.path);
    const coddle = (words: string, typed?: readonly string[]) =>
      terminal.run(clientsCommand, words.split(' '), typed);
    expect((await coddle('list')).out).toMatch(
      /^home-assistant {2}Home Assistant, 127\.0\.0\.1: .*, never starts;/,
    );
    expect((await coddle('starts home-assistant ask')).refusal).toContain('Only a person at a terminal');
    expect((await coddle('starts home-assistant sometimes', [PASSWORD])).refusal).toContain(
      'ask, trusted or never',
    );
    const { out } = await coddle('starts home-assistant ask', [PASSWORD]);
    expect(out).toBe('Home Assistant asks before each start from now on.\n');
    expect(await list(owner)).toMatchObject([{ start_policy: 'ask' }]);
    expect((await coddle('starts other never', [PASSWORD])).refusal).toContain('No client is connected');
  });
});

describe('Without a broker', () => {
  it('there is no Home Assistant among the clients', async () => {
    const testApp = await startTestApp();
    try {
      const owner = await SignedInOwner.at(testApp);
      expect((await owner.get<{ clients: Json[] }>('/owner/clients')).body.clients).toEqual([]);
      expect((await owner.send('PATCH', PATH, { start_policy: 'never' })).status).toBe(404);
    } finally {
      await testApp.close();
    }
  });
});
