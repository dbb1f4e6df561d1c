import type { LeftFoodsDto } from '../../../../src/owner/api/dto/left-food.dto.js';
import type { OwnerArmingsDto } from '../../../../src/owner/api/dto/owner-arming.dto.js';
import type { OwnerClientsDto } from '../../../../src/owner/api/dto/owner-client.dto.js';
import type { OwnerKeysDto } from '../../../../src/owner/api/dto/owner-key.dto.js';
import type { OwnerSessionsDto } from '../../../../src/owner/api/dto/owner-session.dto.js';
import { Resource } from '../../api/resource.js';

export const sessions = new Resource<OwnerSessionsDto>('/owner/sessions');
export const keys = new Resource<OwnerKeysDto>('/owner/keys');
export const clients = new Resource<OwnerClientsDto>('/owner/clients');
export const armings = new Resource<OwnerArmingsDto>('/owner/armings');
export const foodsLeft = new Resource<LeftFoodsDto>('/owner/foods-left');

/** Reads everything that the view shows. */
export function readAll(): void {
  for (const resource of [foodsLeft, sessions, keys, clients, armings]) void resource.read();
}
