import { Injectable } from '@nestjs/common';
import { AlertEngine } from '../../alerts/lifecycle/alert-engine.js';
import type { Alert, AlertState } from '../../alerts/lifecycle/alert.js';
import { KnownThermometers } from '../../thermometers/registry/known-thermometers.js';
import type { DeviceKind } from '../topics.js';
import { openAlert } from './alert-messages.js';

/** A device that alerts are published of. */
export interface AlertedDevice {
  readonly kind: DeviceKind;
  readonly id: string;
}

/** The alerts of each device. Those of the server are those of everything. */
@Injectable()
export class OpenAlerts {
  /** Each as it was when it last changed: a new value alone is no news. */
  private readonly seen = new Map<string, Alert>();

  constructor(
    private readonly engine: AlertEngine,
    private readonly thermometers: KnownThermometers,
  ) {}

  /** Notes a change. @returns whether it is another state than the one before, and not another channel that is tried */
  note(alert: Alert): boolean {
    const before = this.seen.get(alert.id)?.state;
    if (isOpen(alert.state)) this.seen.set(alert.id, alert);
    else this.seen.delete(alert.id);
    return before !== alert.state;
  }

  /** Takes what an earlier process left open, which is no news. */
  begin(): void {
    for (const alert of this.engine.open()) if (isOpen(alert.state)) this.seen.set(alert.id, alert);
  }

  /** The open alert of a device, as it is published. */
  of(device: AlertedDevice): object {
    if (this.seen.size === 0) return openAlert([]);
    return openAlert([...this.seen.values()].filter((alert) => this.isOf(alert, device)));
  }

  /** The device that an alert belongs to beside the server; undefined where there is none. */
  deviceOf({ thing: { kind, id } }: Alert): AlertedDevice | undefined {
    if (kind === 'cooker' || kind === 'thermometer') return { kind, id };
    const probe = kind === 'probe' ? this.thermometers.probe(id) : undefined;
    return probe && { kind: 'thermometer', id: probe.thermometerId };
  }

  private isOf(alert: Alert, device: AlertedDevice): boolean {
    if (device.kind === 'server') return true;
    const own = this.deviceOf(alert);
    return own?.kind === device.kind && own.id === device.id;
  }
}

/** Whether an alert has fired and is not over. */
const isOpen = (state: AlertState): boolean => state === 'firing' || state === 'acknowledged';
