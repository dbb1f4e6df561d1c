import { Injectable } from '@nestjs/common';
import { OwnerPassword } from '../auth/owner/owner-password.js';
import { SignInPace, TooManyAttemptsError } from '../auth/owner/sign-in-pace.js';
import type { OwnerCommand } from './owner-command.js';
import type { OwnerRefusal, OwnerRequest, PasswordProblem } from './owner-message.js';

/** Stands for the address of those who use the socket: they are slowed down together, apart from the network. */
const SOCKET = 'owner.sock';

const SENTENCES: Readonly<Record<PasswordProblem, string>> = {
  needed: "This needs the owner's password.",
  wrong: "That is not the owner's password.",
  unset: "This needs the owner's password, and none is set: set one with coddle owner set-password.",
};

/**
 * Asks for the owner's password before a command runs. A program with a shell, such as an assistant, may reach the socket
 * as the same user: it does not know the password.
 */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly password: OwnerPassword,
    private readonly pace: SignInPace,
  ) {}

  /** Why the command may not run; undefined when it may. */
  async refusalOf(command: OwnerCommand, request: OwnerRequest): Promise<OwnerRefusal | undefined> {
    const need = command.passwordFor?.(request.arguments) ?? 'once-set';
    if (need === 'never') return undefined;
    if (!(await this.password.isSet())) return need === 'always' ? refusal('unset') : undefined;
    const { password } = request;
    if (password === undefined) return refusal('needed');
    try {
      const isRight = await this.pace.attempt(SOCKET, () => this.password.matches(password));
      return isRight ? undefined : refusal('wrong');
    } catch (error) {
      if (!(error instanceof TooManyAttemptsError)) throw error;
      return { ok: false, message: 'Several attempts are waiting already: try again in half a minute.' };
    }
  }
}

const refusal = (password: PasswordProblem): OwnerRefusal => ({
  ok: false,
  message: SENTENCES[password],
  password,
});
