import { Injectable } from '@nestjs/common';
import { Database } from '../../storage/database.js';
import { NamedContents } from '../../storage/named-contents.js';

/** What the owner proves itself with, by name: digests and hashes only. */
@Injectable()
export class OwnerSecrets extends NamedContents {
  constructor(database: Database) {
    super(database, 'owner_secrets', 'the owner');
  }
}
