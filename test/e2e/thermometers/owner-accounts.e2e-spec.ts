import { ThermometerSink } from '../../../src/thermometers/thermometer-sink.js';
import { SignedInOwner } from '../../harness/signed-in-owner.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';

const PATH = '/owner/thermometer-accounts';
const PROBLEM = 'ThermoWorks refuses the sign-in.';

describe('The accounts of thermometers', () => {
  let testApp: TestApp;
  beforeEach(async () => {
    testApp = await startTestApp();
  });
  afterEach(() => testApp.close());

  it('are listed for the signed-in owner, with what is wrong with each', async () => {
    const owner = await SignedInOwner.at(testApp);
    expect(await owner.get(PATH)).toMatchObject({ status: 200, body: { accounts: [] } });
    const sink = testApp.app.get(ThermometerSink, { strict: false });
    sink.account('thermoworks', { state: 'needs_sign_in', problem: PROBLEM });
    sink.account('mqtt', { state: 'connected' });
    expect((await owner.get(PATH)).body).toEqual({
      accounts: [
        { vendor: 'thermoworks', state: 'needs_sign_in', problem: PROBLEM },
        { vendor: 'mqtt', state: 'connected', problem: null },
      ],
    });
    // What anybody may read has no sentence about an account.
    const { body } = await testApp.api.get('/health', { authorization: undefined });
    expect(JSON.stringify(body)).toContain('needs_sign_in');
    expect(JSON.stringify(body)).not.toContain('refuses');
  });

  it('are not for keys', async () => {
    expect(await testApp.api.get(PATH)).toMatchObject({ status: 403 });
  });
});
