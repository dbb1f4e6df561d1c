import type { StatusDto } from '../../../src/cooking/dto/status.dto.js';
import type { DevicesDto } from '../../../src/device/devices.dto.js';
import { pageClock } from '../state/clock.js';
import { cookers, withStatus } from '../state/cookers.js';
import { getJson, type RequestOptions } from './client.js';

/** Reads the state of every cooker of the account from `GET /devices` and `GET /status` into `cookers`. */
export async function readAccount(options: RequestOptions = {}): Promise<void> {
  const { devices } = await getJson<DevicesDto>('/devices', options);
  const ids = devices.filter(({ supported }) => supported).map(({ device_id }) => device_id);
  const states = await Promise.all(ids.map((id) => readStatus(id, options)));
  const now = pageClock.now();
  cookers.value = states.reduce((seen, status) => withStatus(seen, status, now), cookers.peek());
}

const readStatus = (id: string, options: RequestOptions): Promise<StatusDto> =>
  getJson<StatusDto>(`/status?device_id=${encodeURIComponent(id)}`, options);
