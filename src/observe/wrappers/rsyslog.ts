import type { Wrapper } from './wrapper.ts';

const REPEATED = /^message repeated \d{1,9} times: \[ ?(.*?) ?\]?$/;
const TAIL = /^(.*\S) \[v\d{1,4}\.\d{1,4}\.\d{1,4}\S{0,20} try https?:\/\/\S{1,100} ?\]$/;

/** What rsyslog puts around a message: `message repeated 3 times: [ text]`, and the page about its own errors at their end. */
export const rsyslog: Wrapper = (text) => {
  if (text.startsWith('message repeated ')) return unwrapped(REPEATED, text);
  return text.endsWith(']') && text.includes(' try http') ? unwrapped(TAIL, text) : undefined;
};

function unwrapped(pattern: RegExp, text: string): { text: string } | undefined {
  const inner = pattern.exec(text)?.[1];
  return inner === undefined ? undefined : { text: inner };
}
