import { Injectable } from '@nestjs/common';
import type { OwnerProbeDto } from './api/dto/owner-probe.dto.js';
import { ON_THIS_MACHINE } from './approvals.commands.js';
import type { OwnerCommand, PasswordNeed } from './owner-command.js';
import { OwnerProbes } from './owner-probes.js';

type Arguments = Readonly<Record<string, unknown>>;

/** Lists the probes that keys push. */
@Injectable()
export class ProbesCommand implements OwnerCommand {
  readonly name = 'probes';

  constructor(private readonly probes: OwnerProbes) {}

  passwordFor(): PasswordNeed {
    return 'never';
  }

  run(): Promise<readonly OwnerProbeDto[]> {
    return this.probes.list();
  }
}

/** Has a pushed probe count for verdicts. Without a password, an assistant with a shell could do it. */
@Injectable()
export class TrustProbeCommand implements OwnerCommand {
  readonly name = 'trust-probe';

  constructor(private readonly probes: OwnerProbes) {}

  passwordFor(): PasswordNeed {
    return 'always';
  }

  run({ probe_id: id, pushed_by: from }: Arguments): Promise<OwnerProbeDto> {
    return this.probes.trust(textOf(id), ON_THIS_MACHINE, typeof from === 'string' ? from : undefined);
  }
}

/** Has a pushed probe count for nothing. It makes verdicts harder, so that it needs no password before there is one. */
@Injectable()
export class DistrustProbeCommand implements OwnerCommand {
  readonly name = 'distrust-probe';

  constructor(private readonly probes: OwnerProbes) {}

  run({ probe_id: id }: Arguments): Promise<OwnerProbeDto> {
    return this.probes.distrust(textOf(id), ON_THIS_MACHINE);
  }
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
