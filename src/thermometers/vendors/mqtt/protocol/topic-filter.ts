/** A topic to subscribe to, in which `+` stands for any one level. */
export class TopicFilter {
  private readonly levels: readonly string[];

  constructor(readonly text: string) {
    this.levels = text.split('/');
  }

  /** What is wrong with the text of a filter, as the end of a sentence; undefined when it is one. */
  static fault(text: string): string | undefined {
    if (text === '' || text.length > LONGEST) return `must have 1 to ${LONGEST} characters`;
    if (/[\p{Cc}]/u.test(text)) return 'must be printable';
    if (text.includes('#')) return 'must not hold #: name the levels, and write + for any one of them';
    if (text.startsWith('$')) return 'must not begin with $: the broker speaks of itself there';
    if (text.split('/').some((level) => level.length > 1 && level.includes('+')))
      return 'must hold + only as a whole level, such as in home/+/state';
    return undefined;
  }

  /** The number of levels that can be any. */
  get wildcards(): number {
    return this.levels.filter((level) => level === '+').length;
  }

  /** The levels of a topic that stand at a `+`; undefined where the topic is another. */
  captures(topic: string): readonly string[] | undefined {
    const levels = topic.split('/');
    if (levels.length !== this.levels.length || topic.startsWith('$')) return undefined;
    const isMatch = this.levels.every((level, index) => level === '+' || level === levels[index]);
    return isMatch ? levels.filter((_, index) => this.levels[index] === '+') : undefined;
  }
}

/** Longer than any topic of a thermometer; the protocol allows 65,535 bytes. */
const LONGEST = 256;
