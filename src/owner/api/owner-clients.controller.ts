import { Body, Controller, Delete, Get, Logger, Param, Patch } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { instant } from '../../cooking/status/instant.js';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { nameInSentence, visibleName } from '../../shared/printable.js';
import { ConnectedClients, type ConnectedClient } from '../connected-clients.js';
import { EndedDto } from './dto/ended.dto.js';
import { ChangeClientDto, OwnerClientDto, OwnerClientsDto } from './dto/owner-client.dto.js';
import { ClientNotFoundError } from './owner-api.errors.js';

/** The routes about the clients that the owner let in: by OAuth, or Home Assistant by the settings. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/clients')
export class OwnerClientsController {
  private readonly logger = new Logger('OwnerClients');

  constructor(private readonly clients: ConnectedClients) {}

  /** The clients that are connected. */
  @Get()
  @ApiOperation({ operationId: 'listClients', summary: 'List the connected clients' })
  @DocumentedResponse(OwnerClientsDto, 'The clients: Home Assistant in front, then the newest.')
  async list(): Promise<OwnerClientsDto> {
    return { clients: (await this.clients.list()).map(toDto) };
  }

  /** Changes whether a client starts cooks at once, after an approval, or never. */
  @Patch(':id')
  @ApiOperation({ operationId: 'changeClient', summary: 'Change how the starts of a client are treated' })
  @DocumentedResponse(OwnerClientDto, 'The client as it is now.')
  async change(
    @Param('id') id: string,
    @Body() { start_policy: policy }: ChangeClientDto,
  ): Promise<OwnerClientDto> {
    const changed = await this.clients.change(id, policy);
    if (changed === undefined) throw new ClientNotFoundError();
    this.logger.log(`The owner set the starts of ${nameInSentence(changed.name)} (${id}) to ${policy}`);
    return toDto(changed);
  }

  /** Disconnects a client: its tokens are worth nothing from then on. */
  @Delete(':id')
  @ApiOperation({ operationId: 'revokeClient', summary: 'Disconnect a client' })
  @DocumentedResponse(EndedDto, 'It is disconnected.')
  async revoke(@Param('id') id: string): Promise<EndedDto> {
    if ((await this.clients.revoke(id)) === undefined) throw new ClientNotFoundError();
    return { ended: 1 };
  }
}

const toDto = (client: ConnectedClient): OwnerClientDto => ({
  id: client.id,
  name: visibleName(client.name),
  host: visibleName(client.host),
  scopes: [...client.scopes],
  start_policy: client.startPolicy,
  connected_at: instant(new Date(client.connectedAt)),
  last_used_at: client.lastUsedAt === null ? null : instant(new Date(client.lastUsedAt)),
});
