import { Logger, type LoggerService } from '@nestjs/common';

/** Takes the place of the log and keeps what was said, so that a test can read it. */
export class CaughtLog implements LoggerService {
  readonly lines: string[] = [];

  /** Puts a new one in the place of the log. */
  static take(): CaughtLog {
    const log = new CaughtLog();
    Logger.overrideLogger(log);
    return log;
  }

  /** The lines of one level. */
  at(level: 'debug' | 'log' | 'warn' | 'error'): string[] {
    return this.lines.filter((line) => line.startsWith(`${level} `));
  }

  debug(...said: unknown[]): void {
    this.keep('debug', said);
  }

  log(...said: unknown[]): void {
    this.keep('log', said);
  }

  warn(...said: unknown[]): void {
    this.keep('warn', said);
  }

  error(...said: unknown[]): void {
    this.keep('error', said);
  }

  private keep(level: string, said: readonly unknown[]): void {
    this.lines.push(`${level} ${said.map(String).join(' ')}`);
  }
}
