import { toDevicesDto, type DevicesDto } from '../device/devices.dto.js';
import { visibleTo } from '../device/visible-cookers.js';
import { toFoodsDto, type FoodsDto } from '../safety/foods.dto.js';
import { nameAtHead } from '../shared/printable.js';
import { READS } from './effects.js';
import type { AssistantOperation } from './operation.js';

const listFoods: AssistantOperation = {
  operationId: 'listFoods',
  tool: 'list_foods',
  route: 'GET /foods',
  scope: 'status:read',
  effects: READS,
  input: 'none',
  sentence: ({ classes }: FoodsDto) =>
    `${classes.length} classes of food, each with its limits. To judge a plan, check it.`,
  run: ({ safety }) => toFoodsDto(safety.foods),
};

const listDevices: AssistantOperation = {
  operationId: 'listDevices',
  tool: 'list_devices',
  route: 'GET /devices',
  scope: 'status:read',
  effects: READS,
  input: 'none',
  sentence: ({ devices }: DevicesDto) =>
    devices.length === 0 ? 'The account has no cooker.' : devices.map(deviceSentence).join(' '),
  run: ({ cooker, clock }, _none, principal) =>
    toDevicesDto(visibleTo(principal, cooker.account), clock.monotonic()),
};

/** The operations that list what there is. */
export const LISTING_OPERATIONS = [listFoods, listDevices] as const;

function deviceSentence({ name, online, supported }: DevicesDto['devices'][number]): string {
  const state = online ? 'online' : 'offline';
  return `${nameAtHead(name)} is ${supported ? state : `${state}, and not supported`}.`;
}
