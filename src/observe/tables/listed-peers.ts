import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { typedAt } from './preamble.ts';

/** What lists a server's connections or sessions, of whichever product. */
const LISTS =
  /\b(?:ss|netstat|lsof)\s.{0,80}-|\bGet-NetTCPConnection\b|pg_stat_activity|processlist|\bg?v\$session\b|dm_exec_(?:sessions|connections)|\bsp_who2?\b|currentOp|\bclient list\b|list_con(?:nections|sumers)|\/api\/con(?:nections|sumers)|\bconnz\b|\bclients (?:list|show)\b|report conn/i;
const HINT = /ss|netstat|lsof|Get-Net|select|activity|list|session|dm_exec|sp_who|currentOp|conn/i;
const ADDRESS = /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\d)/g;
const NAME = /(?<![\w.:-])[A-Za-z][\w-]{0,60}[-\d][\w.-]{0,60}(?![\w:])/g;
const OTHER_STATE = /\b(?:LISTEN\w*|TIME.?WAIT|CLOSE.?WAIT|FIN.?WAIT.?\d?|LAST.?ACK|SYN.?\w{0,5}|CLOSING)\b/i;
const COUNT_FIRST = /^\s*\|?\s*(\d{1,7})\s*[|\s]\s*\S+\s*\|?\s*$/;
const COUNT_LAST = /^\s*\|?\s*\S+\s*[|\s]\s*(\d{1,7})\s*\|?\s*$/;
/** What prints a number alone. */
const COUNTS = /\bwc\b|grep\s+-\w*c\b/;
/** Prompts of clients of databases that wait for the rest of a statement: psql, mysql, sqlcmd, SQL*Plus. */
const CONTINUED = /^\s*(?:[2-9]\d?>|->|[\w.]{0,40}[-('"*][#>])\s/;
/** A statement whose prompt was not pasted, or reads like the mark of a quotation. */
const STATEMENT =
  /^\s*(?:db\.\w|select\s|show (?:full )?processlist\b|(?:sudo )?(?:ss|netstat|lsof|redis-cli|rabbitmqctl)\s)/i;
const MOST_CONTINUED = 20;
const MOST_LINES = 400;
const MOST_NAMES = 200;
const LONGEST = 600;

interface Listed {
  line: Line;
  rows: number;
}

/** The addresses and names on a row of a list, and how many connections it stands for: one, or the number beside a single name. */
function namesOn(text: string): { names: string[]; rows: number } {
  if (OTHER_STATE.test(text)) return { names: [], rows: 0 };
  const names = [...text.matchAll(ADDRESS), ...text.matchAll(NAME)].map(([one]) => one);
  const counted = (COUNT_FIRST.exec(text) ?? COUNT_LAST.exec(text))?.[1];
  return { names: [...new Set(names)], rows: counted === undefined ? 1 : Number(counted) };
}

/** The command that begins at a line, with the lines on which a client's prompt asks for more of it, and where its output begins. */
function commandAt(lines: readonly Line[], index: number): { command: string; next: number } | undefined {
  const first = (lines[index]?.text ?? '').slice(0, LONGEST);
  const typed = typedAt(first) ?? (STATEMENT.test(first) ? first.trim() : undefined);
  if (typed === undefined) return undefined;
  let [command, next] = [typed, index + 1];
  for (; next < index + MOST_CONTINUED; next += 1) {
    const text = (lines[next]?.text ?? '').slice(0, LONGEST);
    if (!CONTINUED.test(text)) break;
    command = `${command} ${typedAt(text) ?? ''}`;
  }
  return { command, next };
}

function listedBelow(lines: readonly Line[], from: number): Map<string, Listed> {
  const found = new Map<string, Listed>();
  for (let at = from; at < lines.length && at <= from + MOST_LINES; at += 1) {
    const line = lines[at];
    const text = (line?.text ?? '').slice(0, LONGEST);
    if (line === undefined || typedAt(text) !== undefined || found.size > MOST_NAMES) break;
    const { names, rows } = namesOn(text);
    for (const name of names) {
      const known = found.get(name);
      if (known) known.rows += rows;
      else found.set(name, { line, rows });
    }
  }
  return found;
}

/**
 * The addresses and names in the output of commands that list connections, each as a `listed-peer`: what a table of a product that
 * nobody reads column by column shows of its clients.
 */
export function listedPeers(lines: readonly Line[], context: ReadContext): Observation[] {
  return lines.flatMap((line, index) => {
    const text = line.text.slice(0, LONGEST);
    const typed = HINT.test(text) ? commandAt(lines, index) : undefined;
    if (typed === undefined || !LISTS.test(typed.command) || COUNTS.test(typed.command)) return [];
    return [...listedBelow(lines, typed.next)].map(([name, { line: at, rows }]) => ({
      kind: 'listed-peer' as const,
      at: { input: context.input, line: at.number, endLine: at.number },
      ...(context.role && { role: context.role }),
      text: at.text.slice(0, LONGEST).trim(),
      verbatim: at.verbatim.slice(0, LONGEST),
      fields: { of: name, rows, command: typed.command.slice(0, LONGEST) },
    }));
  });
}
