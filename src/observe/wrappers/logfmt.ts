import { level } from '../level.ts';
import { fieldTimeMs } from '../times/whole-time.ts';
import { isContextKey } from './error-details.ts';
import type { Unwrapped } from './wrapper.ts';

const PAIR = /([A-Za-z_@][\w.@-]{0,60})=(?:"((?:[^"\\]|\\.)*)"|([^\s"]*))/g;
const BEGINS = /^(?:time|ts|t|timestamp|level|lvl|msg|at|source|logger|severity)=/;
const EXTRA =
  /^(?:e|err|error|err_?msg|error[._](?:message|reason|kind|cause)|reason|cause|exception|exc(?:_info)?|code|errno|stack|details?|failure)$/;
/** What pools of connections count: how long a caller waited, and which sessions stay in a transaction. */
const OF_POOL = /^(?:wait|waited|elapsed|acquire)_(?:ms|s|sec|seconds)$|^idle_?in_?t\w{1,12}$/;
const MAX_PAIRS = 60;

/** `time="…" level=error msg="…"` (logrus, slog, Loki): the message becomes the text, with error and reason after it. */
export function logfmt(text: string): Unwrapped | undefined {
  if (!BEGINS.test(text)) return undefined;
  const pairs = readPairs(text);
  const message = pairs.get('msg') ?? pairs.get('message');
  const severity = level(pairs.get('level') ?? pairs.get('lvl') ?? pairs.get('severity') ?? '');
  const when = pairs.get('time') ?? pairs.get('ts') ?? pairs.get('t') ?? pairs.get('timestamp');
  if (severity === undefined && when === undefined) return undefined;
  if (message === undefined && !pairs.has('err') && !pairs.has('error')) return undefined;
  const extras = [...pairs]
    .filter(([key, value]) => value !== '' && (EXTRA.test(key) || OF_POOL.test(key) || isContextKey(key)))
    .map(([key, value]) => `${key}: ${value}`);
  const atMs = fieldTimeMs(when);
  const logger = pairs.get('logger') ?? pairs.get('component') ?? 'logfmt';
  return { text: [message ?? '', ...extras].join(' ').trim(), level: severity, atMs, logger };
}

function readPairs(text: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const found of text.matchAll(PAIR)) {
    if (pairs.size >= MAX_PAIRS) break;
    const value = found[2] === undefined ? (found[3] ?? '') : unescaped(found[2]);
    pairs.set((found[1] ?? '').toLowerCase(), value);
  }
  return pairs;
}

/** What Go's `strconv.Quote` escaped; a line break stays escaped, since a record is one line here. */
function unescaped(quoted: string): string {
  return quoted.replaceAll(/\\(["\\t])/g, (_, escaped: string) => (escaped === 't' ? '\t' : escaped));
}
