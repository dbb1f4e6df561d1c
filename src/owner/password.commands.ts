import { Injectable } from '@nestjs/common';
import { OwnerPassword } from '../auth/owner/owner-password.js';
import { passwordProblem } from '../auth/owner/password-rule.js';
import { OwnerSessions } from '../auth/owner/owner-sessions.js';
import { CoddleError } from '../shared/errors.js';
import type { OwnerCommand } from './owner-command.js';

/** Thrown when a text is no password. Only the owner's terminal shows the sentence. */
export class UnusablePasswordError extends CoddleError {
  readonly code = 'UNUSABLE_PASSWORD';
  readonly kind = 'refused';
}

/** Whether the owner has a password. */
export interface PasswordState {
  readonly is_set: boolean;
}

/** Says whether a password is set. */
@Injectable()
export class PasswordStateCommand implements OwnerCommand {
  readonly name = 'password-state';

  constructor(private readonly password: OwnerPassword) {}

  passwordFor(): 'never' {
    return 'never';
  }

  async run(): Promise<PasswordState> {
    return { is_set: await this.password.isSet() };
  }
}

/** Sets the owner's password, and ends every session: whoever knew the earlier one may be signed in. */
@Injectable()
export class SetPasswordCommand implements OwnerCommand {
  readonly name = 'set-password';

  constructor(
    private readonly password: OwnerPassword,
    private readonly sessions: OwnerSessions,
  ) {}

  /** @returns how many sessions were ended. @throws UnusablePasswordError */
  async run({ new_password: given }: Readonly<Record<string, unknown>>): Promise<{ readonly ended: number }> {
    const password = typeof given === 'string' ? given : '';
    const problem = passwordProblem(password);
    if (problem !== undefined) throw new UnusablePasswordError(problem);
    await this.password.set(password);
    return { ended: await this.sessions.endAll() };
  }
}
