import { level } from '../level.ts';
import { readTime } from '../times/read-time.ts';
import type { TimeStamp } from '../times/time-parts.ts';
import type { Unwrapped } from './wrapper.ts';

const CRI = / (stdout|stderr) ([FP])(?: |$)/y;
const SYSLOG = / {1,2}([A-Za-z0-9_.:-]{1,255}) ([A-Za-z_][\w./@-]{0,80}?)(?:\((\w+)\))?(?:\[(\d+)\])?: ?/y;
const CLOUDWATCH =
  /[ \t]((?:[\w.-]+\/){1,8}[0-9a-f]{16,64}|\d{4}\/\d\d\/\d\d\/\[[^\]\s]{1,20}\][0-9a-f]{8,64})[ \t]/y;
const KIBANA_HOST = / ([A-Za-z][A-Za-z0-9_.-]{0,120}) /y;
const COLLECTOR_GAP = /(?: {1,3}|\t|: | {0,2}\| )(?=[\d[{<=A-Z])/y;

/**
 * Wrappers that put a time first: Kubernetes CRI (`… stdout F text`), syslog and journald (`… host app[12]: text`), `aws logs tail`,
 * Kibana's export, `docker logs -t`, `kubectl logs --timestamps`, and any collector that puts its time before the record's own.
 */
export function afterTime(text: string): Unwrapped | undefined {
  const time = readTime(text, 0);
  if (time === undefined) return undefined;
  // The commonest line of all, a broker's own record: nothing is wrapped.
  if (text.charCodeAt(time.end) === 32 && text.charCodeAt(time.end + 1) === 91 && time.shape === 'dated') {
    return beforeBracket(text, time);
  }
  return (
    cri(text, time) ??
    syslog(text, time) ??
    cloudwatch(text, time) ??
    kibana(text, time) ??
    collector(text, time)
  );
}

function beforeBracket(text: string, time: TimeStamp): Unwrapped | undefined {
  const inner = text.charCodeAt(time.end + 2);
  if (nanoseconds(text, time)) return { text: text.slice(time.end + 1), atMs: time.atMs };
  const second = inner >= 48 && inner <= 57 ? readTime(text, time.end + 2) : undefined;
  return second?.shape === 'dated' ? { text: text.slice(time.end + 1), atMs: time.atMs } : undefined;
}

function cri(text: string, time: TimeStamp): Unwrapped | undefined {
  CRI.lastIndex = time.end;
  return CRI.test(text) ? { text: text.slice(CRI.lastIndex), atMs: time.atMs } : undefined;
}

function syslog(text: string, time: TimeStamp): Unwrapped | undefined {
  if (time.shape === 'clock' || time.shape === 'epoch') return undefined;
  SYSLOG.lastIndex = time.end;
  const found = SYSLOG.exec(text);
  if (!found) return undefined;
  // With a full date the shape "word word: " is common in ordinary logs, so a process id is required.
  const sure = time.shape === 'yearless' || found[4] !== undefined || found[2] === 'kernel';
  if (!sure || level(found[1] ?? '') !== undefined || level(found[2] ?? '') !== undefined) return undefined;
  return {
    text: text.slice(SYSLOG.lastIndex),
    atMs: time.atMs,
    host: found[1],
    logger: found[2],
    stream: `${found[1]} ${found[2]}`,
  };
}

function cloudwatch(text: string, time: TimeStamp): Unwrapped | undefined {
  CLOUDWATCH.lastIndex = time.end;
  const found = CLOUDWATCH.exec(text);
  return found ? { text: text.slice(CLOUDWATCH.lastIndex), atMs: time.atMs, stream: found[1] } : undefined;
}

function kibana(text: string, time: TimeStamp): Unwrapped | undefined {
  const at = text.indexOf(' @ ');
  if (at < 0 || at > time.end) return undefined;
  KIBANA_HOST.lastIndex = time.end;
  const host = KIBANA_HOST.exec(text)?.[1];
  const named = host !== undefined && /[\d-]/.test(host);
  if (!named) return { text: text.slice(time.end).trimStart(), atMs: time.atMs, logger: 'kibana' };
  return { text: text.slice(KIBANA_HOST.lastIndex), atMs: time.atMs, host, logger: 'kibana', stream: host };
}

function collector(text: string, time: TimeStamp): Unwrapped | undefined {
  if (nanoseconds(text, time)) return { text: text.slice(time.end + 1), atMs: time.atMs };
  if (time.shape !== 'dated') return undefined;
  COLLECTOR_GAP.lastIndex = time.end;
  if (!COLLECTOR_GAP.test(text)) return undefined;
  const inner = COLLECTOR_GAP.lastIndex;
  const second = readTime(text, text[inner] === '[' ? inner + 1 : inner);
  if (second === undefined || second.shape === 'epoch' || second.shape === 'clock') return undefined;
  return { text: text.slice(inner), atMs: time.atMs };
}

/** `docker logs -t` and `kubectl --timestamps` print nine decimals and Z; programs rarely do. */
function nanoseconds(text: string, time: TimeStamp): boolean {
  if (time.end < 28 || text.charCodeAt(time.end - 1) !== 90) return false;
  const blank = text.charCodeAt(time.end);
  return (blank === 32 || Number.isNaN(blank)) && text.charCodeAt(10) === 84;
}
