import type { Line } from '../line.ts';
import { isPromptAlone, typedAt } from './preamble.ts';

/** What tools print where there is nothing, and what people write in its place. */
const SAYS_NONE =
  /^\s*(?:\(0 rows(?: affected)?\)|\(0 Zeilen\)|Empty set\b.{0,20}|\[\s*\]|\{\s*\}|\(?nil\)?|0|\(?empty(?: (?:list|array|list or set|output|result))?\)?|[(<[]\s?(?:no(?:thing| output| rows| match(?:es)?| lines?| result)?|none|empty|blank|leer|nichts|keine ausgabe|vide|rien)\b[^)>\]]{0,40}[)>\]]|#?\s?(?:nothing|no output|none)\.?|There are no (?:connections|consumers)[^\n]{0,40}|No (?:items|entries|connections|consumers|sessions)\b.{0,30}|0 in use.{0,60}|total (?:sessions?|number)?:? ?0|conntrack v\S{1,12} \(conntrack-tools\): 0 flow entries.{0,40})\s*$/i;
/** Headings of tables, and what rabbitmqctl prints above one. */
const HEADING =
  /^\s*(?:(?:Netid\s+)?(?:State\s+)?Recv-Q\s+Send-Q\s|Active (?:Internet )?connections\b|Proto\s+(?:Recv-Q|Local)|COMMAND\s+PID\s|Listing (?:connections|consumers)\b|Timeout: [\d.]{1,12} seconds|-[-+]{2,}\s*$|Connections \(?0?\)?|conntrack v\S{1,12})/;
const COLUMN_NAMES = /^\s*[a-z][a-z_]{1,40}(?:[\s|]{1,40}[a-z][a-z_]{1,40}){0,14}[\s|]*$/;
/** PUBSUB NUMSUB answers with each channel's name and the number of its subscribers. */
const CHANNEL = /^\s*1\) "/;
const NO_SUBSCRIBER = /^\s*2\) \(integer\) 0\s*$/;
const COUNTS = /\s-\w*c\b|\bwc\b|length|\bcount\(/i;
/** Prints nothing at all where there is nothing: what searches, and what leaves out headings. rabbitmqctl, ss and netstat print theirs. */
const IS_SILENT =
  /\|\s*(?:sudo )?(?:[ef]?grep|rg|ag|jq|awk|findstr)\b|\blsof\b|\bemqx|\bconntrack\b|\bsession list\b|\s-\w*[qH]\w*\b|--(?:quiet|no-header|silent)\b|\bpsql\s.{0,40}-\w*t/;
const MOST_HEADINGS = 5;
const LONGEST = 400;

function isPrompt(text: string): boolean {
  return typedAt(text) !== undefined || isPromptAlone(text);
}

/** Whether each word of a line is a column that the command asked for, or one that it shows unasked. */
function areColumns(text: string, command: string): boolean {
  if (!COLUMN_NAMES.test(text)) return false;
  const shown = `${command} user peer_host peer_port state name pid queue_name channel_pid consumer_tag client_addr client_port since count`;
  return text
    .trim()
    .split(/[\s|]+/)
    .every((name) => name === '' || shown.includes(name));
}

/**
 * Whether what follows on a typed command is an empty list: its heading alone, words that say so, or nothing before the next prompt. A
 * text that ends at the command shows no output at all, and says nothing.
 */
export function isEmptyOutput(lines: readonly Line[], typed: number, command: string): boolean {
  const textAt = (index: number) => lines[index]?.text.slice(0, LONGEST);
  if (CHANNEL.test(textAt(typed + 1) ?? ''))
    return NO_SUBSCRIBER.test(textAt(typed + 2) ?? '') && textAt(typed + 3)?.startsWith('3)') !== true;
  let index = typed + 1;
  let headings = 0;
  for (; headings < MOST_HEADINGS; index += 1, headings += 1) {
    const text = textAt(index) ?? '';
    const isHeading = HEADING.test(text) || areColumns(text, command);
    if (SAYS_NONE.test(text) || !isHeading) break;
  }
  const text = textAt(index);
  if (text === undefined) return headings > 0;
  if (SAYS_NONE.test(text)) return /^\s*0\s*$/.test(text) ? COUNTS.test(command) : true;
  if (isPrompt(text)) return headings > 0 || IS_SILENT.test(command);
  if (text.trim() !== '') return false;
  const below = textAt(index + 1);
  if (below === undefined) return headings > 0;
  return SAYS_NONE.test(below) || headings > 0 || (isPrompt(below) && IS_SILENT.test(command));
}
