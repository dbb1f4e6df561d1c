import { Module, type DynamicModule } from '@nestjs/common';
import { PageController } from './page.controller.js';
import { PageFolder } from './page-folder.js';

/** The live page, as files that the build made. */
@Module({})
export class PageModule {
  /** @param folder the built page; it may be missing */
  static in(folder: string): DynamicModule {
    return {
      module: PageModule,
      controllers: [PageController],
      providers: [{ provide: PageFolder, useFactory: () => new PageFolder(folder) }],
    };
  }
}
