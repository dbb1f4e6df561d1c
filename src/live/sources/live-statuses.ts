import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { CookingService } from '../../cooking/cooking.service.js';
import type { StatusDto } from '../../cooking/dto/status.dto.js';
import { CookerGateway } from '../../device/cooker-gateway.js';
import { visibleTo } from '../../device/visible-cookers.js';
import type { LiveView } from '../hub/live-view.js';

/** The statuses of cookers as clients see them, made only when somebody looks. */
@Injectable()
export class LiveStatuses {
  constructor(
    private readonly cooking: CookingService,
    private readonly gateway: CookerGateway,
  ) {}

  /** The cookers with a status that a view shows; none before the cloud has listed them. */
  cookersIn({ principal }: Pick<LiveView, 'principal'>): readonly string[] {
    const { listed, cookers } = visibleTo(principal, this.gateway.account);
    return listed ? [...cookers.values()].filter(({ supported }) => supported).map(({ id }) => id) : [];
  }

  /** The status of a cooker for every client of a view; undefined when the cooker is not listed any more. */
  show(view: LiveView, cookerId: string): StatusDto | undefined {
    const status = this.now(view, cookerId);
    if (status === undefined) view.shown.delete(cookerId);
    else view.shown.set(cookerId, status);
    return status;
  }

  /** The same for a new client only: what the others were shown last stays as it is. */
  showFirst(view: LiveView, cookerId: string): StatusDto | undefined {
    return view.shown.has(cookerId) ? this.now(view, cookerId) : this.show(view, cookerId);
  }

  /** Whether the status of a cooker is another than the one that was last shown, apart from its age. */
  hasChanged(view: LiveView, cookerId: string): boolean {
    const [last, now] = [view.shown.get(cookerId), this.now(view, cookerId)];
    return (
      now !== undefined && (last === undefined || !isDeepStrictEqual(withoutAges(last), withoutAges(now)))
    );
  }

  private now(view: LiveView, cookerId: string): StatusDto | undefined {
    const { listed, cookers } = visibleTo(view.principal, this.gateway.account);
    if (!listed || cookers.get(cookerId)?.supported !== true) return undefined;
    return this.cooking.status(view.principal, cookerId);
  }
}

/** A status without what only says how old it is, or moves by a second with the rounding of the clock. */
function withoutAges({ safety, ...status }: StatusDto): object {
  return {
    ...status,
    reading_age_seconds: null,
    expected_end: null,
    summary: '',
    safety: safety && { ...safety, pasteurized_at: null },
  };
}
