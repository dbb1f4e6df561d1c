import { Injectable } from '@nestjs/common';
import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ENCODINGS, type Encoding } from './accepted-encoding.js';
import { PageFile, typeOf } from './page-file.js';

const KINDS = Object.keys(ENCODINGS) as Encoding[];

/**
 * The files of the built page. The folder is listed at the first request, and only a path of that list is ever read,
 * so that no path of a request leads out of the folder.
 */
@Injectable()
export class PageFolder {
  private files: Promise<ReadonlyMap<string, PageFile>> | undefined;

  /** @param folder what the build made; it may be missing */
  constructor(private readonly folder: string) {}

  /**
   * Undefined when the page has no such file.
   * @param path below the folder, with slashes: "assets/main.js"
   */
  async find(path: string): Promise<PageFile | undefined> {
    this.files ??= this.list();
    const files = await this.files;
    // A page that is built while the server runs is found.
    if (files.size === 0) this.files = undefined;
    return files.get(path);
  }

  private async list(): Promise<ReadonlyMap<string, PageFile>> {
    const names = await this.names();
    const isThere = new Set(names);
    return new Map(
      names.flatMap((name) => {
        const type = typeOf(name);
        const encodings = KINDS.filter((kind) => isThere.has(name + ENCODINGS[kind]));
        return type === undefined
          ? []
          : [[name, new PageFile(join(this.folder, name), type, encodings)] as const];
      }),
    );
  }

  private async names(): Promise<readonly string[]> {
    try {
      const entries = await readdir(this.folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(this.folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }
}
