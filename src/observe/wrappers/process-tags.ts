import type { Line } from '../line.ts';
import { startsLikeRecord } from '../log-start.ts';

const TAG = /^([A-Za-z_][\w./@-]{0,60})\[\d{1,10}\]: /;
const LONGEST_TAG = 80;

/** A line without its tag; `tag` is what stood before it, '' where nothing did. */
interface Untagged {
  line: Line;
  tag: string;
}

/**
 * Makes a function that takes off `program[12]: `, which syslog and journald write before each line and which is all that is left where
 * somebody cut time and host away. Only what stands before the head of a record somewhere in the text is such a tag: `brokers[0]: …` may
 * be a setting. The lines below such a head, which have no head of their own, lose it as well.
 */
export function createUntags(lines: readonly Line[]): (line: Line) => Untagged {
  const tags = new Set<string>();
  for (const { text } of lines) {
    const tag = tagOf(text);
    if (tag !== undefined && beginsRecord(text, tag.length)) tags.add(tag);
  }
  return (line) => {
    const tag = tags.size === 0 ? undefined : tagOf(line.text);
    if (tag === undefined || !tags.has(tag)) return { line, tag: '' };
    const logger = line.logger ?? TAG.exec(tag)?.[1];
    return { line: { ...line, text: line.text.slice(tag.length), ...(logger && { logger }) }, tag };
  };
}

/** HAProxy's traffic begins with the client and has its time in brackets behind it. */
const TRAFFIC = /^\S{3,45}:\d{1,5} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;

function beginsRecord(text: string, from: number): boolean {
  return startsLikeRecord(text, from) || TRAFFIC.test(text.slice(from, from + 80));
}

function tagOf(text: string): string | undefined {
  const end = text.slice(0, LONGEST_TAG).indexOf(']: ');
  return end < 0 ? undefined : TAG.exec(text.slice(0, end + 3))?.[0];
}
