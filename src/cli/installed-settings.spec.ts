import { CareDesk } from '../../test/harness/care-desk.js';
import { installedVariables } from './installed-settings.js';

describe('installedVariables', () => {
  it('reads coddle.env as the service gets it from systemd, not as a shell would', () => {
    const desk = new CareDesk();
    desk.write(
      '/etc/coddle/coddle.env',
      'export PORT=5001\nDEVICE_ID="pot 1" \\\n\nHISTORY_DAYS=30 # a month\n',
    );
    expect(installedVariables(desk.io())).toEqual({
      CONFIG_DIR: desk.places.etc,
      DATA_DIR: desk.places.data,
      DEVICE_ID: 'pot 1',
      HISTORY_DAYS: '30 # a month',
    });
    desk.clear();
  });
});
