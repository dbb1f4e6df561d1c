/** What a notification shows. */
export interface ShownMessage {
  readonly title: string;
  readonly options: Omit<NotificationOptions, 'data' | 'tag'> & {
    readonly tag: string;
    readonly data: { readonly address: string; readonly key: string };
  };
}

const ICON = '/icons/icon-192.png';
const VIEW = '/#/alerts';
/** What is shown of a message that cannot be read: a browser wants something shown for each. */
const UNREADABLE = {
  en: 'There is an alert. Open Coddle to see it.',
  de: 'Es gibt einen Alarm. Öffne Coddle, um ihn zu sehen.',
};

/**
 * The notification of a message as the server sends it. It never throws.
 * @param language the one of the browser, such as `de-AT`, for what is shown of a message that cannot be read
 */
export function toNotification(text: string, language: string): ShownMessage {
  const message = fieldsIn(text);
  const field = (name: string): string => (typeof message[name] === 'string' ? message[name] : '');
  const path = field('path');
  const at = message['at'];
  return {
    title: field('title') || 'Coddle',
    options: {
      body: field('body') || UNREADABLE[language.startsWith('de') ? 'de' : 'en'],
      // A newer message about the same replaces the older.
      tag: field('tag') || 'coddle.alert',
      icon: ICON,
      requireInteraction: field('severity') === 'critical',
      ...(typeof at === 'number' && { timestamp: at }),
      data: { address: /^\/(?![/\\])/.test(path) ? path : VIEW, key: field('key') },
    },
  };
}

function fieldsIn(text: string): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null ? (found as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
