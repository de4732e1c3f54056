import type { Line } from '../line.ts';
import { isDatedLine } from '../log-start.ts';
import { wholeTimeMs } from '../times/whole-time.ts';

/** What stands just above a table: `next` is the line on which the table itself begins. */
export interface Preamble {
  next: number;
  atMs?: number;
  command?: string;
  /** The line at `next` begins as log records do, with the time they were written. */
  dated: boolean;
}

const LONGEST = 6;
const WATCH = /^Every [\d.]{1,8}s: (.{1,300}?)(?: {2,}|\t)(?:[\w.-]{1,80}: )?(\S.{10,50})$/;

/** The last answer per text is kept, because every reader in turn asks about the same line. */
const lastAsked = new WeakMap<readonly Line[], { from: number; preamble: Preamble }>();

function take(text: string, preamble: Preamble): boolean {
  const watched = text.startsWith('Every ') ? WATCH.exec(text) : null;
  const atMs = wholeTimeMs(watched?.[2] ?? text);
  if (atMs !== undefined) preamble.atMs = atMs;
  const command = watched?.[1] ?? (atMs === undefined ? shownCommand(text) : undefined);
  if (command !== undefined) preamble.command = command;
  return atMs !== undefined || command !== undefined;
}

function readPreamble(lines: readonly Line[], from: number): Preamble {
  const preamble: Preamble = { next: from, dated: false };
  let next = from;
  while (next < lines.length && next < from + LONGEST) {
    const text = lines[next]?.text ?? '';
    if (text.length > 600) break;
    const blank = text.trim() === '';
    if (blank ? next === from : !take(text, preamble)) break;
    next += 1;
  }
  preamble.next = next;
  const named = preamble.command === undefined ? namedAbove(lines, from) : undefined;
  if (named !== undefined) preamble.command = named;
  preamble.dated = isDatedLine(lines[next]?.text ?? '');
  return preamble;
}

const FENCE = /^\s{0,8}(?:```|~~~)/;
const QUOTED = /`([^`\n]{4,300})`/g;
const AT_END = /\b((?:rabbitmqctl|rabbitmqadmin|netstat|ss|lsof|conntrack|nstat)\s[^`:]{2,200}?):?\s*$/;
/** Between a sentence and the table that it announces stand at most a blank line and a fence. */
const MOST_BETWEEN = 3;

/** The command that the sentence right above a pasted table names: "Following is the output of `rabbitmqctl list_queues`". */
function namedAbove(lines: readonly Line[], from: number): string | undefined {
  for (let index = from - 1; index >= Math.max(0, from - MOST_BETWEEN); index -= 1) {
    const text = (lines[index]?.text ?? '').slice(0, 600);
    if (text.trim() === '' || FENCE.test(text)) continue;
    if (index === from - 1 && !text.trimEnd().endsWith(':')) return undefined;
    const quoted = [...text.matchAll(QUOTED)].map(([, one = '']) => one);
    const last = AT_END.exec(text)?.[1] ?? '';
    return [...quoted, last].flatMap((one) => shownCommand(one) ?? []).at(-1);
  }
  return undefined;
}

/** Reads the date, the typed command and the blank lines above a table; `next` equals `from` when there are none. */
export function preambleAt(lines: readonly Line[], from: number): Preamble {
  const known = lastAsked.get(lines);
  if (known?.from === from) return known.preamble;
  const preamble = readPreamble(lines, from);
  lastAsked.set(lines, { from, preamble });
  return preamble;
}

const PROMPT =
  /^\s*(?:\[[^\]]{1,80}\]|[A-Za-z][\w -]{0,20}\[[^\]]{1,40}\]|\([\w.-]{1,40}\) ?|(?:[\w.-]{1,40}@)?[\w.-]{1,60} [~/][\w.~/-]{0,80}|[\w.-]{1,40}@[\w.-]{1,60} [\w.~/-]{1,80}|(?:PS )?[A-Za-z]:\\[^>\n]{0,120}|[\w.@:~/\\+-]{0,80}=?)?\s?[$#%>❯]+\s*(\S.*)$/;
const TOOLS =
  'netstat|ss|lsof|nstat|conntrack|rabbitmqctl|rabbitmqadmin|rabbitmq-diagnostics|ansible|awk|psql|mysql|mysqladmin|mariadb|Get-NetTCPConnection|sockstat';
const KNOWN = new RegExp(
  `(?:^|[\\s/'"|(])(?:${TOOLS}|wc|uniq|curl|ps|cat|grep|date|watch)(?:$|[\\s'"|;)])|processlist|pg_stat_activity`,
  'i',
);
const BARE = new RegExp(
  `^\\s*(?:sudo\\s+(?:-\\S+\\s+)?)?(?:[\\w./-]{0,60}/)?(?:(?:${TOOLS})(?:$|\\s+-|\\s*\\||\\s+(?:state|dst|src|sport|dport|list|list_\\w+|cluster_status)\\b)|cat\\s+/proc/|(?:ansible|pdsh|pssh|parallel-ssh)\\s+(?:-\\w\\s+)?[\\w.*:,[\\]-]{1,100}\\s+\\S)`,
);

/** What stands behind a shell's or a client's prompt, whatever it is; undefined for a line without a prompt. */
export function typedAt(text: string): string | undefined {
  if (text.length < 2 || text.length > 600) return undefined;
  return PROMPT.exec(text)?.[1]?.trim();
}

const ALONE = /^\s*(?:(?:\S{1,80} )?\S{0,80}[$#%>❯]|(?:PS )?[A-Z]:\\[^>\n]{0,120}>)\s*$/;

/** Whether a line is a prompt at which nothing was typed. */
export function isPromptAlone(text: string): boolean {
  return text.length < 200 && ALONE.test(text);
}

const HOST = /^\s*(?!(?:PS )?[A-Z]:\\)[[(]?(?:[\w.-]{1,40}@)?(?<host>[\w.-]{1,60})/;

/** The machine, or the database, that a prompt names. */
export function hostAt(text: string): string | undefined {
  const typed = typedAt(text);
  return typed === undefined ? undefined : HOST.exec(text.slice(0, text.indexOf(typed)))?.groups?.['host'];
}

/**
 * The command on a line that shows one being typed, with or without a shell or database prompt before it:
 * `[root@mq01 ~]# netstat -an | grep 5672`, `$ ss -tan`, `postgres=# select …`. Undefined for any other line.
 */
function shownCommand(text: string): string | undefined {
  if (text.length < 2 || text.length > 600) return undefined;
  if (BARE.test(text)) return text.trim();
  const typed = PROMPT.exec(text)?.[1];
  return typed !== undefined && KNOWN.test(typed) ? typed.trim() : undefined;
}
