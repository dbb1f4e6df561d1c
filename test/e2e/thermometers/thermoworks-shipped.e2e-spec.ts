import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { newFernetKey } from '../../../src/config/fernet.js';
import { SystemClock } from '../../../src/shared/clock.js';
import { ThermoworksCloud } from '../../../src/simulator/thermoworks/thermoworks-cloud.js';
import type { ThermometersDto } from '../../../src/thermometers/dto/thermometers.dto.js';
import { Api } from '../../harness/api.js';
import { DataFolder } from '../../harness/data-folder.js';
import { SETTINGS, ShippedServer } from '../../harness/shipped-server.js';
import { API_KEY } from '../../harness/test-app.js';
import { EMAIL, PASSWORD } from '../../harness/thermoworks-app.js';
import { until } from '../../harness/until.js';

const COMMAND = join(import.meta.dirname, '../../../dist/coddle.js');

describe('The shipped programs', () => {
  it('sign in with a password from a pipe, and follow the account with what was sealed', async () => {
    const cloud = new ThermoworksCloud({ clock: new SystemClock(), email: EMAIL, password: PASSWORD });
    const data = new DataFolder();
    await cloud.listen();
    const settings = {
      ...SETTINGS,
      DATA_DIR: data.path,
      THERMOWORKS_URL: cloud.url,
      ENCRYPTION_KEY: newFernetKey(),
    };
    try {
      const words = ['thermometers', 'sign-in', 'thermoworks', '--account', EMAIL];
      const command = spawn(process.execPath, [COMMAND, ...words], { cwd: tmpdir(), env: settings });
      command.stdin.end(`${PASSWORD}\n`);
      const [, out] = await Promise.all([once(command, 'close'), text(command.stdout)]);
      expect(out).toContain('one thermometer: "Simulated smoker"');
      expect(command.exitCode).toBe(0);

      const server = new ShippedServer('dist/main.js', settings);
      const api = new Api(await server.address(), API_KEY);
      const shown = async () => {
        const { thermometers } = (await api.get<ThermometersDto>('/thermometers')).body;
        return thermometers.flatMap(({ probes }) => probes.map((probe) => probe.temperature_celsius));
      };
      await until(shown, [37, 107.22]);
      await server.stop();
      expect(server.output).not.toMatch(/a-password-of|simulated-(?:id|refresh)-token/);
    } finally {
      await cloud.close();
      data.remove();
    }
  }, 60_000);
});
