import { Injectable } from '@nestjs/common';
import { LINK_LIFETIME, LoginLink } from '../auth/owner/login-link.js';
import type { OwnerCommand } from './owner-command.js';

/** A link that signs in one browser. */
export interface MadeLink {
  readonly path: string;
  /** How long it works. */
  readonly minutes: number;
}

/** Makes a login link. */
@Injectable()
export class LoginLinkCommand implements OwnerCommand {
  readonly name = 'login-link';

  constructor(private readonly link: LoginLink) {}

  async run(): Promise<MadeLink> {
    return { path: await this.link.make(), minutes: LINK_LIFETIME };
  }
}
