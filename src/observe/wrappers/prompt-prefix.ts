import { startsLikeRecord } from '../log-start.ts';
import type { Unwrapped } from './wrapper.ts';

const PROMPT =
  /^(?:\d{1,4}|\([\w.@'-]{3,80}\)\d{1,4}|iex\(\d{1,4}\)|irb\([\w:]{1,40}\)[\d:]{1,12}|mysql|MariaDB \[[^\]]{1,40}\]|[\w-]{1,40}=|[\d.]{7,15}:\d{1,5})[>#] {1,3}/;

/** The prompt of a shell of Erlang, Elixir, Ruby or a database, into which a record was printed. */
export function promptPrefix(text: string): Unwrapped | undefined {
  const prompt = PROMPT.exec(text.slice(0, 120));
  return prompt && startsLikeRecord(text, prompt[0].length)
    ? { text: text.slice(prompt[0].length) }
    : undefined;
}
