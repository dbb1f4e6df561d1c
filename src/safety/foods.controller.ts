import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DocumentedResponse } from '../http/documented-response.decorator.js';
import { RequiresScope } from '../http/scope.decorators.js';
import { FoodsDto, toFoodsDto } from './foods.dto.js';
import { SafetyService } from './safety.service.js';

/** The route that lists what the safety engine knows of foods. */
@ApiTags('cooking')
@Controller('foods')
export class FoodsController {
  constructor(private readonly safety: SafetyService) {}

  /**
   * The classes of food and their limits.
   * @remarks Lists the classes of food with their limits: the coolest bath, whether the food must be pasteurised, and the thickness and shape that are assumed when none are given. To judge a plan call checkCook.
   */
  @Get()
  @RequiresScope('status:read')
  @ApiOperation({ operationId: 'listFoods', summary: 'List the foods and their limits' })
  @DocumentedResponse(FoodsDto, 'Every class of food.')
  list(): FoodsDto {
    return toFoodsDto(this.safety.foods);
  }
}
