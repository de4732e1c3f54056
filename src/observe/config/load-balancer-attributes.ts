import type { BlockRead, BlockReader, ReadContext } from '../block-reader.ts';
import type { Line } from '../line.ts';
import { depthChange } from './depth-change.ts';
import { settingObservation } from './setting.ts';

/** Idle limits as the elbv2 API names them: of an application balancer, and of a network balancer's TCP listener. */
const IDLE_KEY = /"Key":\s{0,9}"(?:idle_timeout\.timeout_seconds|tcp\.idle_timeout\.seconds)"/;
const VALUE = /"Value":\s{0,9}"(\d{1,6})"/;
const CLASSIC = /"IdleTimeout":\s{0,9}(\d{1,6})/;
const BEGINS = /^\s*\{?\s*"(?:Attributes|LoadBalancerAttributes)":\s*[[{]/;
const MAX_LINES = 400;
const MAX_CHARS = 4096;

function beginsAt(lines: readonly Line[], from: number): boolean {
  const text = lines[from]?.text.slice(0, MAX_CHARS) ?? '';
  return (
    BEGINS.test(text) || (text.trim() === '{' && BEGINS.test(lines[from + 1]?.text.slice(0, MAX_CHARS) ?? ''))
  );
}

function endOf(lines: readonly Line[], from: number): number {
  let depth = 0;
  for (let index = from; index < Math.min(lines.length, from + MAX_LINES); index += 1) {
    depth += depthChange((lines[index]?.text ?? '').slice(0, MAX_CHARS));
    if (depth <= 0) return index + 1;
  }
  return from;
}

/** Key and Value stand in either order, on one line or on neighbours of the same braces. */
function idleSec(lines: readonly Line[], at: number): string | undefined {
  const text = lines[at]?.text.slice(0, MAX_CHARS) ?? '';
  const classic = CLASSIC.exec(text);
  if (classic) return classic[1];
  const key = IDLE_KEY.exec(text);
  if (!key) return undefined;
  const before = text.slice(text.lastIndexOf('{', key.index) + 1, key.index);
  const after = text.slice(key.index).split('}')[0] ?? '';
  const around = text.includes('{') || text.includes('}') ? [] : [lines[at - 1]?.text, lines[at + 1]?.text];
  return [before, after, ...around]
    .map((part) => VALUE.exec((part ?? '').slice(0, MAX_CHARS))?.[1])
    .find(Boolean);
}

function read(lines: readonly Line[], from: number, context: ReadContext): BlockRead | undefined {
  if (!beginsAt(lines, from)) return undefined;
  const next = endOf(lines, from);
  if (next === from) return undefined;
  const observations: BlockRead['observations'] = [];
  for (let index = from; index < next; index += 1) {
    const line = lines[index];
    const text = line && idleSec(lines, index);
    if (!line || !text) continue;
    const setting = { name: 'idle_timeout_sec', value: Number(text), text, product: 'aws' };
    observations.push(settingObservation(setting, line, context));
  }
  return { next, observations, unread: 0 };
}

/** Reads `aws elbv2 describe-load-balancer-attributes` (and listener, and classic `aws elb`) JSON: the idle limit in seconds. */
export const loadBalancerAttributes: BlockReader = { format: 'load-balancer-attributes', read };
