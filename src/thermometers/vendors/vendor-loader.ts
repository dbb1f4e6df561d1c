import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock, type Cancel } from '../../shared/clock.js';
import { loadLater } from '../../shared/load-later.js';
import { milliseconds } from '../../shared/units.js';
import { ThermometersService } from '../thermometers.service.js';
import { ThermometerSink } from '../thermometer-sink.js';
import type { ThermometerSource } from '../thermometer-source.js';
import type { Vendor } from './vendor.js';
import { VENDORS } from './vendors.js';

/** How often it is looked whether a command has signed in to a vendor, in ms. */
const LOOK = milliseconds(5_000);

/** Follows the vendors that are in use. The failure of one is its own. */
@Injectable()
export class VendorLoader implements OnModuleDestroy {
  private readonly logger = new Logger('Thermometers');
  private readonly sources: ThermometerSource[] = [];
  private waiting: readonly Vendor[];
  private cancel: Cancel | undefined;
  private isClosed = false;

  constructor(
    @Inject(VENDORS) vendors: readonly Vendor[],
    private readonly thermometers: ThermometersService,
    private readonly environment: Environment,
    private readonly clock: Clock,
    private readonly sink: ThermometerSink,
  ) {
    this.waiting = vendors;
  }

  /** A start-up step: reads the known thermometers, and begins to follow the vendors. It never rejects. */
  async open(): Promise<void> {
    await this.thermometers.restored();
    await this.look();
  }

  async onModuleDestroy(): Promise<void> {
    this.isClosed = true;
    this.cancel?.();
    await Promise.allSettled(this.sources.map((source) => source.close()));
  }

  private async look(): Promise<void> {
    const found = this.waiting.filter((vendor) => this.isConfigured(vendor));
    this.waiting = this.waiting.filter((vendor) => !found.includes(vendor));
    for (const vendor of found) await this.follow(vendor);
    if (this.isClosed || this.waiting.length === 0) return;
    this.cancel = this.clock.after(LOOK, () => void this.look());
  }

  private isConfigured({ name, isConfigured }: Vendor): boolean {
    try {
      return isConfigured(this.environment);
    } catch (error) {
      this.logger.error(`It is not known whether ${name} is in use: ${String(error)}`);
      return false;
    }
  }

  private async follow({ name, load }: Vendor): Promise<void> {
    const { environment, clock, sink } = this;
    try {
      sink.account(name, { state: 'connecting' });
      const source = (await loadLater(load)).sourceOf({ environment, clock, sink });
      if (this.isClosed) return;
      this.sources.push(source);
      source.open();
    } catch (error) {
      this.logger.error(`${name} cannot be followed: ${String(error)}`);
      sink.account(name, { state: 'unreachable', problem: 'It cannot be followed; the log says why.' });
    }
  }
}
