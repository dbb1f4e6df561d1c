import { Injectable } from '@nestjs/common';
import type { Arming } from '../approvals/arming.js';
import { Armings } from '../approvals/armings.js';
import { CookArmings } from '../cooking/approvals/cook-armings.js';
import { ON_THIS_MACHINE } from './approvals.commands.js';
import type { OwnerCommand, PasswordNeed } from './owner-command.js';

/** An arming, as the owner's terminal shows it. */
export interface ListedArming {
  readonly principal: string;
  readonly device_id: string;
  readonly device_name: string;
  /** ISO 8601. */
  readonly until: string;
  readonly starts_left: number;
  /** Whether it waits for the clock of the server to be synchronised. */
  readonly suspended: boolean;
}

type Arguments = Readonly<Record<string, unknown>>;

/** Lists the armings. */
@Injectable()
export class ArmingsCommand implements OwnerCommand {
  readonly name = 'armings';

  constructor(private readonly armings: Armings) {}

  passwordFor(): PasswordNeed {
    return 'never';
  }

  async run(): Promise<readonly ListedArming[]> {
    return (await this.armings.list()).map((arming) => toListed(arming, arming.suspended));
  }
}

/** Lets a principal start without asking, for a time. Without a password, an assistant with a shell could do it. */
@Injectable()
export class ArmCommand implements OwnerCommand {
  readonly name = 'arm';

  constructor(private readonly armings: CookArmings) {}

  passwordFor(): PasswordNeed {
    return 'always';
  }

  async run({ principal, lasts_ms: lasts, starts, device_id: deviceId }: Arguments): Promise<ListedArming> {
    const arming = await this.armings.arm(
      {
        principal: typeof principal === 'string' ? principal : '',
        lasts: typeof lasts === 'number' ? lasts : NaN,
        starts: typeof starts === 'number' ? starts : NaN,
        deviceId: typeof deviceId === 'string' ? deviceId : undefined,
      },
      ON_THIS_MACHINE,
    );
    return toListed(arming, false);
  }
}

/** Ends armings. It makes starts harder, so that it needs no password before there is one. */
@Injectable()
export class DisarmCommand implements OwnerCommand {
  readonly name = 'disarm';

  constructor(private readonly armings: Armings) {}

  /** @returns how many ended */
  async run({ principal }: Arguments): Promise<{ readonly ended: number }> {
    const named = typeof principal === 'string' ? principal : undefined;
    return { ended: (await this.armings.disarm(named, ON_THIS_MACHINE)).length };
  }
}

const toListed = (arming: Arming, suspended: boolean): ListedArming => ({
  principal: arming.principal,
  device_id: arming.cookerId,
  device_name: arming.cookerName,
  until: new Date(arming.until).toISOString(),
  starts_left: arming.startsLeft,
  suspended,
});
