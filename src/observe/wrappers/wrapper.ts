/**
 * What a wrapper hid: the inner text, and what the wrapper itself knew.
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

/** Takes one wrapper off a line, or answers undefined when the line does not wear it. Never throws. */
export type Wrapper = (text: string) => Unwrapped | undefined;
