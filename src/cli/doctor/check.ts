import type { CliContext } from '../cli-context.js';
import type { Finding } from './finding.js';
import type { ProbeResults } from './probe-results.js';

/** Looks at one thing. Everything that it touches comes from outside, and it takes at most ten seconds. */
export type Check = (io: CliContext, found: ProbeResults) => Finding[] | Promise<Finding[]>;
