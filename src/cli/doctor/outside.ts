import { Environment } from '../../config/environment.js';
import type { CliContext } from '../cli-context.js';
import { ask, hasReplied, type Failure, type Reply } from './reply.js';

/** Somebody who asks at the public address, and what became of it. */
export interface Caller {
  /** What people call it. */
  readonly name: string;
  readonly agent: string;
}

/** An unknown program, for comparison. */
export const PLAIN: Caller = { name: 'curl', agent: 'curl/8.5.0' };

/** As their makers document them: developers.openai.com/api/docs/bots, support.claude.com/en/articles/8896518 */
export const ASSISTANTS: readonly Caller[] = [
  {
    name: 'ChatGPT',
    agent:
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko); compatible; ChatGPT-User/1.0; +https://openai.com/bot',
  },
  {
    name: 'Claude',
    agent:
      'Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; Claude-User/1.0; +Claude-User@anthropic.com)',
  },
];

/** What responded from outside this machine. */
export interface OutsideSeen {
  /** The host of Anova's cloud, asked for nothing. */
  readonly cloud: Reply;
  /** Undefined when the settings name no public address. */
  readonly publicUrl: string | undefined;
  /** The health at the public address, as a plain program gets it. */
  readonly plain: Reply | undefined;
  /** The same as each assistant gets it, in the order of `ASSISTANTS`. */
  readonly assistants: readonly Reply[];
}

/** Asks at the cloud and at the public address, all at once. */
export async function seeOutside(io: CliContext, environment: Environment | undefined): Promise<OutsideSeen> {
  const { anovaWebsocketUrl, publicUrl } = environment ?? new Environment();
  const health = (caller: Caller) => ask(io, `${publicUrl}/health`, { 'user-agent': caller.agent });
  const callers = publicUrl === undefined ? [] : [PLAIN, ...ASSISTANTS];
  const [cloud, [plain, ...assistants]] = await Promise.all([
    ask(io, anovaWebsocketUrl.replace(/^ws/, 'http')),
    Promise.all(callers.map(health)),
  ]);
  return { cloud, publicUrl, plain, assistants };
}

const ON_THE_WAY: readonly Failure[] = ['no-name', 'unreachable', 'silent'];

/** Whether nothing outside this machine could be reached. */
export function hasNoNetwork({ cloud, plain }: OutsideSeen): boolean {
  const asked = plain === undefined ? [cloud] : [cloud, plain];
  return asked.every((reply) => !hasReplied(reply) && ON_THE_WAY.includes(reply.failure));
}
