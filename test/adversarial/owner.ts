import { Armings } from '../../src/approvals/armings.js';
import { CookApprovals } from '../../src/cooking/approvals/cook-approvals.js';
import { CoddleError } from '../../src/shared/errors.js';
import type { TestApp } from '../harness/test-app.js';

/** The owner, who decides. */
export class Owner {
  private constructor(
    private readonly approvals: CookApprovals,
    private readonly armings: Armings,
  ) {}

  static async of({ app }: TestApp): Promise<Owner> {
    return new Owner(app.get(CookApprovals, { strict: false }), app.get(Armings, { strict: false }));
  }

  /** @returns whether the server took the decision */
  approve(id: string): Promise<boolean> {
    return taken(this.approvals.approve(id, 'owner'));
  }

  deny(id: string): Promise<boolean> {
    return taken(this.approvals.deny(id, 'owner'));
  }

  arm(
    principal: string,
    cookerId: string,
    { ms, starts }: { readonly ms: number; readonly starts: number },
  ): Promise<boolean> {
    return taken(
      this.armings.arm({ principal, cookerId, cookerName: cookerId, lasts: ms, starts, by: 'owner' }),
    );
  }

  disarm(principal?: string): Promise<boolean> {
    return taken(this.armings.disarm(principal, 'owner'));
  }
}

/** @throws Error when it failed otherwise than the contract allows */
async function taken(decision: Promise<unknown>): Promise<boolean> {
  try {
    await decision;
    return true;
  } catch (error) {
    if (!(error instanceof CoddleError)) throw error;
    return false;
  }
}
