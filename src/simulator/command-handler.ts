import type { Scheduler } from './scheduler.js';
import type { SimulatedResponse, Behaviour } from './behaviours.js';
import { obeyed } from './behaviours.js';
import type { ClientCommand } from './client-command.js';
import { readCommand } from './client-command.js';
import type { ClientConnection } from './client-connection.js';
import type { Message } from './messages.js';
import { errorMessage, okMessage, refusalMessage } from './messages.js';
import type { Verdict } from './verdict.js';

/** Takes commands in, writes them down, and deals with each by the behaviour that was set. */
export class CommandHandler {
  private taken: ClientCommand[] = [];
  private upcoming: { readonly behaviour: Behaviour; readonly command: string | undefined }[] = [];
  private usual: Behaviour = obeyed;

  constructor(
    private readonly scheduler: Scheduler,
    private readonly judge: (command: ClientCommand) => Verdict,
  ) {}

  /** Every message that clients sent, oldest first. */
  get received(): readonly ClientCommand[] {
    return this.taken;
  }

  /** Forgets what was received. */
  forget(): void {
    this.taken = [];
  }

  /** Treats one command so; with `command`, the next of that name. Several wait in a queue. */
  next(behaviour: Behaviour, command?: string): void {
    this.upcoming.push({ behaviour, command });
  }

  /** Treats every command so that is not spoken for by `next`. */
  every(behaviour: Behaviour): void {
    this.usual = behaviour;
  }

  take(raw: string, connection: ClientConnection): void {
    const command = readCommand(raw);
    this.taken.push(command);
    if (command.command === '') connection.send(errorMessage('Expected a JSON object with a command'));
    else this.deal(command, this.behaviourFor(command), connection);
  }

  /** Responds first and then acts, as the real cloud does; both may be late or missing. */
  private deal(
    command: ClientCommand,
    { responses, actsAfter, connection: fate }: Behaviour,
    connection: ClientConnection,
  ): void {
    const verdict = this.judge(command);
    for (const response of responses) {
      this.scheduler.after(response.after, () => connection.send(messageFor(response, command, verdict)));
    }
    // Before the effect, or the new state would still reach the client.
    if (fate === 'frozen') connection.freeze();
    if (fate === 'dropped') connection.drop();
    if (fate === 'closed')
      this.scheduler.after(Math.max(0, ...responses.map(({ after }) => after)), () => connection.close());
    if (actsAfter !== undefined && verdict.error === undefined) this.scheduler.after(actsAfter, verdict.act);
  }

  private behaviourFor({ command }: ClientCommand): Behaviour {
    const index = this.upcoming.findIndex((entry) => (entry.command ?? command) === command);
    return this.upcoming.splice(index, index < 0 ? 0 : 1)[0]?.behaviour ?? this.usual;
  }
}

function messageFor(
  { says, text = '' }: SimulatedResponse,
  { requestId }: ClientCommand,
  verdict: Verdict,
): Message {
  switch (says) {
    case 'verdict':
      return verdict.error === undefined ? okMessage(requestId) : refusalMessage(requestId, verdict.error);
    case 'refusal':
      return refusalMessage(requestId, text);
    case 'error':
      return errorMessage(text);
  }
}
