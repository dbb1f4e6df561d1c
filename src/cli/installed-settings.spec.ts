import { TestMachine } from '../../test/harness/test-machine.js';
import { installedVariables } from './installed-settings.js';

describe('installedVariables', () => {
  it('reads coddle.env as the service gets it from systemd, not as a shell would', () => {
    const machine = new TestMachine();
    machine.write(
      '/etc/coddle/coddle.env',
      'export PORT=5001\nDEVICE_ID="pot 1" \\\n\nHISTORY_DAYS=30 # a month\n',
    );
    expect(installedVariables(machine.io())).toEqual({
      CONFIG_DIR: machine.places.etc,
      DATA_DIR: machine.places.data,
      DEVICE_ID: 'pot 1',
      HISTORY_DAYS: '30 # a month',
    });
    machine.clear();
  });
});
