import { UnfinishedCooks } from '../../src/cooking/recovery/unfinished-cooks.js';
import type { SimulatedCooker } from '../../src/simulator/cooker.js';
import type { TestApp } from '../harness/test-app.js';
import type { Frame, Ledger } from './ledger.js';
import type { Owner } from './owner.js';

/** Food is left for so long, in ms: longer than any plan lets it lie, and shorter than the plans that it is left in. */
const AWAY = 7 * 3_600_000;
/** The shortest plan that is still on after that, in seconds. */
const LONG_PLAN = 26_000;
/** °C of the water in which it is found. */
const LUKEWARM = 32;

/** Food that is left in a cooker until it spoils, and that the owner throws away. */
export class LeftFood {
  /** The start that each cooker received last. */
  private readonly begun = new Map<string, Frame>();

  constructor(
    private readonly testApp: TestApp,
    private readonly ledger: Ledger,
    private readonly owner: Owner,
  ) {}

  /** A cooker has received a start. */
  began(frame: Frame): void {
    this.begun.set(frame.cooker, frame);
  }

  /**
   * The power of a cooker fails for hours during a cook, after its food went into the hot water.
   * @param passed lets the cooker say what it does
   */
  async leave(passed: () => Promise<void>): Promise<void> {
    const cooker = this.testApp.cloud.cookers.find((one) => this.canSpoil(one));
    if (cooker === undefined) return;
    cooker.setWater(cooker.target);
    await passed();
    cooker.unplug();
    await this.testApp.clock.elapse(AWAY);
    cooker.setWater(LUKEWARM);
    cooker.plugIn();
    await passed();
    this.ledger.spoilt.add(cooker.id);
  }

  private canSpoil({ id, mode }: SimulatedCooker): boolean {
    const frame = this.begun.get(id);
    if (mode !== 'cook' || frame === undefined) return false;
    return frame.seconds > LONG_PLAN && this.ledger.isFood(frame);
  }

  /** The ids of the cooks whose food the server takes for open, on a cooker or on all. */
  open(cookerId?: string): readonly string[] {
    return this.testApp.app
      .get(UnfinishedCooks, { strict: false })
      .open()
      .filter((cook) => cookerId === undefined || cook.cookerId === cookerId)
      .map(({ cookId }) => cookId);
  }

  /** The owner throws away what is in a cooker. */
  async discard(cookerId: string): Promise<void> {
    for (const id of this.open(cookerId))
      if (await this.owner.discard(id)) this.ledger.spoilt.discarded(cookerId);
  }

  /** An assistant says that it was thrown away. */
  async discardUnproven(cookerId: string, password?: string): Promise<void> {
    for (const id of this.open(cookerId)) await this.owner.discardUnproven(id, password);
  }

  /** Throws everything away at the end of a sequence. */
  async clear(): Promise<void> {
    for (const id of this.open()) await this.owner.discard(id);
    this.begun.clear();
  }
}
