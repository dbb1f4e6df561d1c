import { Injectable } from '@nestjs/common';
import { Database } from '../../storage/database.js';
import { NamedContents } from '../../storage/named-contents.js';

/** What is remembered of Home Assistant, by name. */
@Injectable()
export class HomeAssistantStore extends NamedContents {
  constructor(database: Database) {
    super(database, 'home_assistant', 'Home Assistant');
  }
}
