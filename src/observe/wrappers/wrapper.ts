/**
 * A line without one wrapper: the inner text, and what the wrapper itself contained.
 * `stream` names the source (container, pod, file) when lines of several are mixed.
 */
export interface Unwrapped {
  text: string;
  atMs?: number | undefined;
  level?: string | undefined;
  host?: string | undefined;
  logger?: string | undefined;
  stream?: string | undefined;
}

/** Removes one wrapper from a line, or returns undefined if the line does not have it. Never throws. */
export type Wrapper = (text: string) => Unwrapped | undefined;
