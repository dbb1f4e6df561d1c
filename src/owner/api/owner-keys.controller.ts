import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Armings } from '../../approvals/armings.js';
import { Caller } from '../../auth/access.guards.js';
import { NamedKeys } from '../../auth/named-keys.js';
import type { Principal } from '../../auth/principal.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { PerMinute } from '../../http/rate-limit.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { Clock } from '../../shared/clock.js';
import { CreateKeyDto } from './dto/create-key.dto.js';
import { EndedDto } from './dto/ended.dto.js';
import { NewKeyDto, OwnerKeysDto } from './dto/owner-key.dto.js';
import { settingsKey, toKeyDto, toKeyGrant } from './owner-key.mapper.js';

/** Keys that one address may make in a minute: each writes the file of the keys to the disk. */
const MADE_PER_MINUTE = 20;

/** The routes about API keys. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/keys')
export class OwnerKeysController {
  constructor(
    private readonly keys: NamedKeys,
    private readonly armings: Armings,
    private readonly clock: Clock,
  ) {}

  /** The keys that the server accepts. */
  @Get()
  @ApiOperation({ operationId: 'listKeys', summary: 'List the keys' })
  @DocumentedResponse(OwnerKeysDto, 'The keys, without what they open.')
  list(): OwnerKeysDto {
    return {
      keys: [settingsKey(this.keys.settingsKeyUsedAt), ...this.keys.list().map(toKeyDto)],
      changeable: this.keys.isChangeable,
    };
  }

  /** Makes a key, which works at once. */
  @Post()
  @HttpCode(HttpStatus.OK)
  @PerMinute(MADE_PER_MINUTE)
  @ApiOperation({ operationId: 'makeKey', summary: 'Make a key' })
  @DocumentedResponse(NewKeyDto, 'The key, which is shown this once.')
  async make(@Body() body: CreateKeyDto, @Caller() owner: Principal): Promise<NewKeyDto> {
    const now = this.clock.now();
    const grant = toKeyGrant(body, now);
    // Consents in advance were for an earlier key of this name, which was revoked at the machine.
    if (!this.keys.list().some(({ name }) => name === body.name))
      await this.armings.disarm(body.name, owner.id);
    const key = await this.keys.add(body.name, grant);
    const made = { name: body.name, ...grant, added: now.toISOString(), lastUsedAt: undefined };
    return { ...toKeyDto(made), key };
  }

  /** Revokes every key of a name at once, with the owner's consents in advance for it. */
  @Delete(':name')
  @ApiOperation({ operationId: 'revokeKey', summary: 'Revoke a key' })
  @DocumentedResponse(EndedDto, 'It is refused from now on.')
  async revoke(@Param('name') name: string, @Caller() owner: Principal): Promise<EndedDto> {
    const ended = await this.keys.revoke(name);
    await this.armings.disarm(name, owner.id);
    return { ended };
  }
}
