import { inspect } from 'node:util';
import {
  CloudUnavailableError,
  CommandRejectedError,
  CommandUnconfirmedError,
  DeviceOfflineError,
  NoDeviceError,
  TokenRejectedError,
} from './device.errors.js';

describe('An error of the device module', () => {
  it.each([
    [new DeviceOfflineError('The cooker is offline'), 'DEVICE_OFFLINE', 'unavailable'],
    [new CloudUnavailableError('There is no line'), 'CLOUD_UNAVAILABLE', 'unavailable'],
    [new TokenRejectedError(), 'ANOVA_TOKEN_REJECTED', 'unavailable'],
    [new NoDeviceError('There is no cooker'), 'NO_DEVICE', 'unavailable'],
    [new CommandRejectedError('The cloud said no'), 'COMMAND_REJECTED', 'refused'],
    [new CommandUnconfirmedError('The cloud said nothing'), 'COMMAND_UNCONFIRMED', 'timeout'],
  ])('says for machines what it is: %s', (error, code, kind) => {
    expect({ code: error.code, kind: error.kind }).toEqual({ code, kind });
  });

  it('says where to get a new token, and holds none', () => {
    const { message } = new TokenRejectedError();
    expect(message).toMatch(/Anova Oven app.*Developer.*Personal Access Tokens.*restart/);
    expect(inspect(new TokenRejectedError())).not.toMatch(/anova-/i);
  });
});
