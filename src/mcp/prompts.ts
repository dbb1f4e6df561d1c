import { printable } from '../shared/printable.js';
import type { McpPackages } from './mcp-packages.js';

interface PromptArgument {
  readonly name: string;
  readonly description: string;
}

/** A task that a client offers to its user. */
interface Prompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly arguments: readonly PromptArgument[];
  /** What the model is to do. Values of arguments are not part of it: they follow as data. */
  readonly task: string;
}

const PROMPTS: readonly Prompt[] = [
  {
    name: 'plan-a-safe-cook',
    title: 'Plan a safe cook',
    description: 'Finds a safe temperature and time for a food, and starts it only after you agree.',
    arguments: [
      { name: 'food', description: 'The food, such as chicken breast.' },
      { name: 'thickness_mm', description: 'Its thickest point in millimetres.' },
      { name: 'wish', description: 'How it should turn out, or when it should be ready.' },
    ],
    task:
      'Plan a sous vide cook with me. Ask for what is missing: the food, its thickest point, whether it is frozen, and ' +
      'whether someone pregnant, under 5, over 65 or immunocompromised will eat it. Judge the plan with check_cook. ' +
      'Tell me the temperature, the minutes, how long heating up takes, and every warning. If it is refused, say why ' +
      'with the numbers and offer the alternatives. Call start_cook only after I have agreed to exactly this plan.',
  },
  {
    name: 'is-it-ready',
    title: 'Is it ready?',
    description: 'Says how far the cook is, and whether the food is safe to eat now.',
    arguments: [],
    task:
      'Tell me whether my food is ready. Call get_status. Say how old the reading is, how many minutes are left, and ' +
      'whether the food is pasteurised yet. If the reading is stale or the cooker is offline, say so first. Do not ' +
      'call it ready or safe unless the status says so.',
  },
  {
    name: 'what-went-wrong',
    title: 'What went wrong?',
    description: 'Explains how a cook went, and what to do with the food.',
    arguments: [{ name: 'cook_id', description: 'The cook; left out, the last one.' }],
    task:
      'Explain what happened during a cook: the one that is named, otherwise the newest of list_cooks. Read it with ' +
      'get_cook, and the course of the water with get_cook_curve. Say what was observed and what was not, whether the ' +
      'food was pasteurised, and whether it must be thrown away. Claim nothing that the record does not show.',
  },
];

/** Characters of an argument that are passed on. */
const LONGEST_ARGUMENT = 200;

/** The prompts of an MCP client. */
export class Prompts {
  constructor(private readonly packages: McpPackages) {}

  list() {
    return {
      prompts: PROMPTS.map(({ name, title, description, arguments: taken }) => ({
        name,
        title,
        description,
        arguments: taken.map((argument) => ({ ...argument, required: false })),
      })),
    };
  }

  /** @throws ProtocolError when there is no such prompt, or it does not take an argument */
  get(name: string, given: Readonly<Record<string, string>> = {}) {
    const prompt = PROMPTS.find((one) => one.name === name);
    if (prompt === undefined) throw this.refusal(`There is no prompt "${printable(name)}".`);
    const known = new Set(prompt.arguments.map((argument) => argument.name));
    const unknown = Object.keys(given).find((argument) => !known.has(argument));
    if (unknown !== undefined) throw this.refusal(`${name} has no argument "${printable(unknown)}".`);
    const texts = [prompt.task, ...statedIn(given)];
    return {
      description: prompt.description,
      messages: texts.map((text) => ({ role: 'user' as const, content: { type: 'text' as const, text } })),
    };
  }

  private refusal(message: string): Error {
    const { ProtocolError, ProtocolErrorCode } = this.packages;
    return new ProtocolError(ProtocolErrorCode.InvalidParams, message);
  }
}

/** The values that the user gave, as data of their own. */
function statedIn(given: Readonly<Record<string, string>>): readonly string[] {
  const stated = Object.entries(given).filter(([, value]) => value !== '');
  if (stated.length === 0) return [];
  const values = stated.map(([name, value]) => [name, printable(value, LONGEST_ARGUMENT)] as const);
  return [`What I stated, as data: ${JSON.stringify(Object.fromEntries(values))}`];
}
