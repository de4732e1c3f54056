import type { Observation } from '../../model/observation.ts';
import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { depthChange } from './depth-change.ts';
import { plainNumber, sizeBytes, switchValue } from './parse-value.ts';
import { newRefusals } from './refusals.ts';
import { type Setting, settingObservation } from './setting.ts';

interface Term {
  name: string;
  pattern: RegExp;
  parse(text: string): number | undefined;
}

function term(name: string, key: string, parse: Term['parse'], value = String.raw`[\w."]{1,40}`): Term {
  return { name, pattern: new RegExp(String.raw`\{\s{0,9}${key}\s{0,9},\s{0,9}(${value})\s{0,9}\}`), parse };
}

/** Terms of the `rabbit` application, as rabbit's Makefile and the configuration guide spell them. */
const TERMS: readonly Term[] = [
  term('heartbeat', 'heartbeat', plainNumber),
  term('disk_free_limit', 'disk_free_limit', sizeBytes),
  term(
    'disk_free_limit_mem_relative',
    String.raw`disk_free_limit\s{0,9},\s{0,9}\{\s{0,9}mem_relative`,
    plainNumber,
  ),
  term('vm_memory_high_watermark', 'vm_memory_high_watermark', plainNumber),
  term(
    'vm_memory_high_watermark_bytes',
    String.raw`vm_memory_high_watermark\s{0,9},\s{0,9}\{\s{0,9}absolute`,
    sizeBytes,
  ),
  term('consumer_timeout', 'consumer_timeout', plainNumber),
  term('handshake_timeout', 'handshake_timeout', plainNumber),
  term('channel_max', 'channel_max', plainNumber),
  term('connection_max', 'connection_max', plainNumber),
  term('keepalive', 'keepalive', switchValue),
];
const HINT = /heartbeat|_limit|_watermark|_timeout|_max|keepalive/;
const OPENS = /^\s{0,40}(?:\[\s{0,9}$|\[?\s{0,9}\{\s{0,9}[a-z]\w{0,60}\s{0,9},)/;
const APPLICATION =
  /\{\s{0,9}(?:rabbit|rabbitmq_\w{1,40}|kernel|ssl|lager|mnesia|ra|sysmon_handler|os_mon)\s{0,9},\s{0,9}(?:\[|$)/;
/** Log records quote terms too; theirs hold process ids, errors or stack frames. */
const OF_A_LOG = /<\d{1,9}\.\d{1,9}\.\d{1,9}>|#Ref<|\{error,|\{line,|gen_server|#Port</;
const MAX_LINES = 2000;
const MAX_CHARS = 4096;

function withoutComment(text: string): string {
  const at = text.indexOf('%');
  return at < 0 ? text : text.slice(0, at);
}

/** Settings of the terms that stand on one line, wherever on it: a shell may write them into a file. */
export function settingsInTerms(text: string): Setting[] {
  if (!HINT.test(text)) return [];
  return TERMS.flatMap(({ name, pattern, parse }) => {
    const written = pattern.exec(text)?.[1];
    const value = written === undefined ? undefined : parse(written);
    return written === undefined || value === undefined
      ? []
      : [{ name, value, text: written, product: 'rabbitmq' }];
  });
}

/** Where the terms that open at `from` are closed again, or undefined when they are not. */
function endOf(lines: readonly Line[], from: number): number | undefined {
  let depth = 0;
  for (let index = from; index < Math.min(lines.length, from + MAX_LINES); index += 1) {
    const text = withoutComment((lines[index]?.text ?? '').slice(0, MAX_CHARS)).trim();
    if (text.startsWith('```') || OF_A_LOG.test(text) || /^\d{4}-\d\d-\d\d/.test(text)) return index;
    depth += depthChange(text);
    if (depth <= 0 && text !== '' && !text.endsWith(','))
      return /^\.?$/.test((lines[index + 1]?.text ?? 'x').trim()) ? index + 2 : index + 1;
  }
  return undefined;
}

const refusals = newRefusals();
const unclosed = newRefusals();

/** Terms cut off by the end of a paste are read line by line, and the vain search for their end is not repeated. */
function blockEnd(lines: readonly Line[], from: number): number {
  if (unclosed.cover(lines, from)) return from + 1;
  const end = endOf(lines, from);
  if (end === undefined) unclosed.note(lines, from + MAX_LINES);
  return end === undefined ? from + 1 : Math.min(end, lines.length);
}

function read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  const first = (lines[from]?.text ?? '').slice(0, MAX_CHARS);
  if (!OPENS.test(first) || OF_A_LOG.test(first) || refusals.cover(lines, from)) return undefined;
  const end = blockEnd(lines, from);
  const block = lines.slice(from, end);
  const observations: Observation[] = block.flatMap((line) =>
    settingsInTerms(withoutComment(line.text.slice(0, MAX_CHARS))).map((setting) =>
      settingObservation(setting, line, context),
    ),
  );
  const known = block.some((line) => APPLICATION.test(withoutComment(line.text.slice(0, MAX_CHARS))));
  if (known || observations.length > 0) return { next: end, observations, unread: 0 };
  refusals.note(lines, end);
  return undefined;
}

/**
 * Reads RabbitMQ's classic `rabbitmq.config`, `advanced.config` and fragments of them into `setting` observations.
 * Values: seconds for heartbeat, bytes for disk limits, milliseconds for handshake and consumer time-outs.
 */
export const erlangTerms: BlockReader = { format: 'erlang-terms', read };
