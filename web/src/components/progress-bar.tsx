/** What a bar of progress has. */
export interface ProgressBarProps {
  /** What progresses, for screen readers. */
  readonly label: string;
  /** From 0 to 1; null while it is not known. */
  readonly part: number | null;
  /** The progress in words, such as "31 of 47 minutes". */
  readonly words?: string;
}

/** How far something has come. */
export function ProgressBar({ label, part, words }: ProgressBarProps) {
  const value = part === null ? {} : { value: Math.min(1, Math.max(0, part)) };
  return <progress class="progress" max={1} {...value} aria-label={label} aria-valuetext={words} />;
}
