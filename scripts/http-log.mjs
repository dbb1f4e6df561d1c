/** Records what goes over HTTP between a client and the server, as Markdown. */
import { API_KEY } from './simulated-server.mjs';

/** Keeps what goes over HTTP: the messages, and the headers that belong to the protocol. */
export class HttpLog {
  #exchanges = [];

  options() {
    return {
      requestInit: { headers: { authorization: `Bearer ${API_KEY}` } },
      fetch: (input, init) => this.#through(input, init),
    };
  }

  async #through(input, init) {
    const response = await fetch(input, init);
    const { status, headers } = response;
    const text = await response.text();
    this.#exchanges.push(exchange(init, { status, type: headers.get('content-type') ?? '', text }));
    // A clone would keep the client from ending the original, which it does where it needs no body.
    return new Response(text || null, { status, headers });
  }

  take() {
    return this.#exchanges.splice(0).join('\n\n');
  }
}

const SHOWN_HEADERS = /^(accept|mcp-.*)$/i;

/** A request and its response. */
export function exchange({ method = 'GET', headers, body }, { status, type, text }) {
  const shown = [...new Headers(headers)].filter(([name]) => SHOWN_HEADERS.test(name));
  const lines = shown.map(([name, value]) => `${name}: ${value}`).join('\n');
  const sent = [`${method} /mcp`, lines].filter(Boolean).join('\n');
  return [
    fence('http', body ? `${sent}\n\n${pretty(body)}` : sent),
    fence('http', [`${status} ${type}`.trim(), bodyOf(type, text)].filter(Boolean).join('\n\n')),
  ].join('\n\n');
}

const bodyOf = (type, text) =>
  type.startsWith('text/event-stream')
    ? text
        .split('\n')
        .filter((line) => line !== '' && line !== 'data: ')
        .map((line) => (line.startsWith('data: ') ? `data: ${pretty(line.slice(6))}` : line))
        .join('\n')
    : pretty(text);

export const fence = (language, text) => `\`\`\`${language}\n${text}\n\`\`\``;

/** Indented JSON with its long parts shortened; any other text as it is. */
export function pretty(text) {
  try {
    return JSON.stringify(shortened(JSON.parse(text)), null, 2);
  } catch {
    return text.trim();
  }
}

const SHORTENED = ['inputSchema', 'outputSchema', 'instructions', 'icons'];

function shortened(value, name = '') {
  if (Array.isArray(value)) {
    const items = value.slice(0, 3).map((item) => shortened(item));
    return name === 'tools' || value.length <= 3 ? value.map((item) => shortened(item)) : [...items, '…'];
  }
  if (typeof value === 'string' && value.length > 400) return `${value.slice(0, 160)}…`;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, SHORTENED.includes(key) ? '…' : shortened(inner, key)]),
  );
}
