import type { ProbeSeries } from '../probe-series.js';
import type { ProbeReading } from '../thermometer.js';

/** How many readings are read at once, so that a long session holds up nothing else. */
const PAGE = 5_000;

/** The stored readings of one probe, page by page. */
class StoredCourse {
  private page: readonly ProbeReading[] = [];
  private next = 0;
  private isLast = false;

  constructor(
    private readonly series: ProbeSeries,
    private readonly probeId: string,
    private from: number,
    private readonly until: number,
  ) {}

  /** The next reading; undefined at the end, and while its page has to be read. */
  get head(): ProbeReading | undefined {
    return this.page[this.next];
  }

  /** Whether its next page has to be read. */
  get isHungry(): boolean {
    return this.next >= this.page.length && !this.isLast;
  }

  advance(): void {
    this.next += 1;
  }

  async feed(): Promise<void> {
    this.page =
      this.from < this.until ? await this.series.raw(this.probeId, this.from, this.until, PAGE) : [];
    this.next = 0;
    this.isLast = this.page.length < PAGE;
    this.from = (this.page.at(-1)?.at ?? this.until) + 1;
  }
}

/**
 * The stored readings of several probes in the order of their instants, in parts.
 * @param from in milliseconds since 1970 @param until exclusive
 * @throws StorageUnavailableError
 */
export async function* readingsInOrder(
  series: ProbeSeries,
  probeIds: readonly string[],
  from: number,
  until: number,
): AsyncGenerator<ProbeReading[]> {
  const courses = probeIds.map((id) => new StoredCourse(series, id, from, until));
  for (;;) {
    for (const course of courses) if (course.isHungry) await course.feed();
    const part: ProbeReading[] = [];
    while (!courses.some(({ isHungry }) => isHungry)) {
      const first = earliest(courses);
      if (first === undefined) break;
      part.push(first.head!);
      first.advance();
    }
    if (part.length === 0) return;
    yield part;
  }
}

function earliest(courses: readonly StoredCourse[]): StoredCourse | undefined {
  let first: StoredCourse | undefined;
  for (const course of courses)
    if (course.head !== undefined && !(course.head.at >= (first?.head?.at ?? Infinity))) first = course;
  return first;
}
