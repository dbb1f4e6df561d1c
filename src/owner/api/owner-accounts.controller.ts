import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DocumentedResponse } from '../../http/documented-response.decorator.js';
import { RequiresScope } from '../../http/scope.decorators.js';
import { VendorAccounts } from '../../thermometers/registry/vendor-accounts.js';
import { OwnerAccountsDto } from './dto/owner-account.dto.js';

/** The route that says to the owner how the accounts of the vendors of thermometers are, and why. */
@ApiTags('owner')
@RequiresScope('owner')
@Controller('owner/thermometer-accounts')
export class OwnerAccountsController {
  constructor(private readonly accounts: VendorAccounts) {}

  /** The accounts that thermometers are read from, with what is wrong with them. */
  @Get()
  @ApiOperation({
    operationId: 'listThermometerAccounts',
    summary: 'List the accounts that thermometers are read from',
  })
  @DocumentedResponse(OwnerAccountsDto, 'Those that are configured.')
  list(): OwnerAccountsDto {
    const accounts = this.accounts.all.map(([vendor, { state, problem }]) => ({
      vendor,
      state,
      problem: problem ?? null,
    }));
    return { accounts };
  }
}
