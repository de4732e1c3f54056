import type { Observation } from '../../model/observation.ts';
import type { ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { observeLines } from './table-reader.ts';

const EXIT_CODE = /"?\bexit ?code"?\s?[:=]\s{0,20}"?(\d{1,3})\b/i;
const LISTED = /\bexited \((\d{1,3})\)|\bExit (\d{1,3})\b/i;
/** What Compose prints below the logs that it follows; since version 2 with `(restarting)` behind it. */
const FOLLOWED = /^\s{0,8}(?:container )?["']?([A-Za-z0-9][\w.-]{0,120})["']? exited with code (\d{1,3})\b/i;
/** A row of `kubectl get pods`: name, ready, status, restarts. */
const POD =
  /^\s{0,8}(?:[\w-]{1,63}\s{1,40})?([\w.-]{1,200})\s{1,60}\d{1,3}\/\d{1,3}\s{1,20}([A-Za-z:]{3,40})\s{1,20}(\d{1,6})\b/;
const REASON = /"?\breason"?:\s{0,20}"?([A-Za-z]{3,40})/i;
const OOM_KILLED = /"?\bOOMKilled"?\s?[:=]\s?true\b/;
const NAME = /^\s{0,40}(?:- )?"?name"?:\s{0,20}"?\/?([\w.-]{1,200})/i;
const IMAGE = /^\s{0,40}(?:- )?"?image"?:\s{0,20}"?([\w./:@-]{1,300})/i;
const RESTARTS = /"?\brestart ?count"?:\s{0,20}(\d{1,6})/i;
const HINT = /exit ?code|exited? (?:with code |\()?\d|OOMKilled/i;
const LONGEST = 16_384;
/** The state of a container has so many lines, and all that is said of it so many. */
const NEAR = 6;
const AROUND = 45;
/** From here on an exit code is the shell's or tells of a signal. */
const CANNOT_RUN = 126;
/** 128 and the number of a signal that nobody sends to stop a program in order: all but SIGINT, SIGTERM and SIGHUP. */
const KILLED = new Set([132, 134, 135, 136, 137, 139]);

/**
 * Containers that a signal ended, as Kubernetes (`kubectl describe`, JSON, YAML, `get pods`) and Docker (`inspect`, `ps -a`, Compose) tell it, and those of
 * which Compose says that they ended with a code of their own: the exit code, the reason, how often they were started again. They are read beside whatever else reads these lines.
 */
export function containerEnds(lines: readonly Line[], context: ReadContext): Observation[] {
  const found: Observation[] = [];
  for (const [index, line] of lines.entries()) {
    const text = line.text.slice(0, LONGEST);
    if (!HINT.test(text)) continue;
    const end = endAt(lines, index, text);
    if (end === undefined) continue;
    const table = { lines, context, preamble: { next: index, dated: false } };
    found.push(observeLines(table, 'container-end', index, end.last, end.fields));
  }
  return found;
}

function endAt(lines: readonly Line[], index: number, text: string) {
  const pod = POD.exec(text);
  if (pod?.[2] === 'OOMKilled')
    return {
      last: index,
      fields: { of: pod[1], exitCode: 137, reason: 'OOMKilled', restarts: Number(pod[3]) },
    };
  const followed = FOLLOWED.exec(text);
  if (followed) return followedEnd(index, followed);
  const listed = LISTED.exec(text);
  const exitCode = Number(listed?.[1] ?? listed?.[2] ?? EXIT_CODE.exec(text)?.[1]);
  if (!KILLED.has(exitCode)) return undefined;
  if (listed)
    return { last: index, fields: { of: text.trim().replace(/\s+/g, ' ').slice(0, 200), exitCode } };
  const near = { lines, index, within: NEAR };
  const around = { lines, index, within: AROUND };
  const row = nearest(around, POD);
  const last = Math.max(index, nearest(near, REASON)?.at ?? index);
  const isForMemory = nearest(near, OOM_KILLED) !== undefined;
  return {
    last,
    fields: {
      exitCode,
      of: [nearest(around, NAME)?.found[1] ?? row?.found[1], nearest(around, IMAGE)?.found[1]]
        .filter(Boolean)
        .join(' '),
      reason: isForMemory ? 'OOMKilled' : nearest(near, REASON)?.found[1],
      restarts: number(nearest(around, RESTARTS)?.found[1] ?? row?.found[3]),
    },
  };
}

/** A program that ends by itself with a code of its own has failed; 0 and the codes of an orderly stop say nothing. */
function followedEnd(index: number, [, of = '', digits = '']: RegExpExecArray) {
  const exitCode = Number(digits);
  const isFailure = exitCode > 0 && exitCode < CANNOT_RUN;
  return isFailure || KILLED.has(exitCode) ? { last: index, fields: { of, exitCode } } : undefined;
}

function number(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

interface Around {
  lines: readonly Line[];
  index: number;
  within: number;
}

/** The nearest line on which a pattern is met, of two as near the one below. */
function nearest({ lines, index, within }: Around, pattern: RegExp) {
  for (let away = 0; away <= within; away += 1)
    for (const at of [index + away, index - away]) {
      const found = pattern.exec((lines[at]?.text ?? '').slice(0, LONGEST));
      if (found) return { at, found };
    }
  return undefined;
}
