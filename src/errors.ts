import type { Position } from './model/input.ts';

interface HalfopenErrorParts {
  code: string;
  /** What was found, and what was expected. */
  message: string;
  /** What to do about it. */
  hint: string;
  where?: { file: string; line: number; column: number } | Position;
  retryable?: boolean;
  /** How long the remote asked to be left alone. */
  retryAfterMs?: number;
  cause?: unknown;
}

/** The one error Halfopen throws on purpose: our own fault, bad configuration, or a remote that failed. Never untrusted text. */
export class HalfopenError extends Error {
  readonly code: string;
  readonly hint: string;
  readonly where: HalfopenErrorParts['where'];
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;

  /** Known by its name: bundles that are loaded later bring a copy of this class along. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'HalfopenError';
  }

  constructor(parts: HalfopenErrorParts) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = 'HalfopenError';
    this.code = parts.code;
    this.hint = parts.hint;
    this.where = parts.where;
    this.retryable = parts.retryable ?? false;
    this.retryAfterMs = parts.retryAfterMs;
  }
}
