import { Injectable, UseGuards, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { requestOf } from './route-metadata-cache.js';

/** The requests that a person's browser sent for a page. */
const pages = new WeakSet<object>();

/** Marks a request for a page: its errors are shown as pages too. */
export const markAsPage = (request: object): unknown => pages.add(request);

/** Whether a request is for a page. */
export const isForPage = (request: object): boolean => pages.has(request);

/** Marks the requests of the routes that it guards. */
@Injectable()
export class PageGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    markAsPage(requestOf(context));
    return true;
  }
}

/** Route decorator: the route serves pages, so that its errors are pages too. */
export const Page = () => UseGuards(PageGuard);
