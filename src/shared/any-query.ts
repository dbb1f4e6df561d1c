import { Reflector } from '@nestjs/core';

/**
 * What stands in the query of the address is ignored. For pages that people open in a browser: assistants and mail
 * programs add parameters of their own to a link, such as `utm_source`.
 */
export const AnyQuery = Reflector.createDecorator<true>({ transform: () => true });
