import { isYearless } from '../../model/yearless-time.ts';
import type { Line } from '../line.ts';
import { afterTime } from './after-time.ts';
import { ansibleResult } from './ansible-result.ts';
import { cleanLine } from './clean.ts';
import { codeMark } from './code-mark.ts';
import { composePrefix } from './compose-prefix.ts';
import { csvExport } from './csv-export.ts';
import { gluedPrefix } from './glued-prefix.ts';
import { grepPrefix } from './grep-prefix.ts';
import { jsonLine } from './json-line.ts';
import { kubernetesPrefix } from './kubernetes-prefix.ts';
import { logfmt } from './logfmt.ts';
import { maskedTime } from './masked-time.ts';
import { promptPrefix } from './prompt-prefix.ts';
import { quotedLine } from './quoted-line.ts';
import { rsyslog } from './rsyslog.ts';
import { rubyHash } from './ruby-hash.ts';
import { syslogPriority } from './syslog-priority.ts';
import type { Unwrapped, Wrapper } from './wrapper.ts';

const MAX_DEPTH = 6;
const MAX_EXPANDED = 2000;

const DIGIT: readonly Wrapper[] = [csvExport, maskedTime, afterTime, grepPrefix, composePrefix, promptPrefix];
const LETTER: readonly Wrapper[] = [
  ansibleResult,
  rsyslog,
  logfmt,
  afterTime,
  grepPrefix,
  composePrefix,
  kubernetesPrefix,
  gluedPrefix,
  promptPrefix,
  maskedTime,
];
const BY_FIRST: ReadonlyMap<string, readonly Wrapper[]> = new Map(
  Object.entries({
    '{': [jsonLine, rubyHash],
    '<': [syslogPriority],
    '"': [csvExport, quotedLine],
    '[': [kubernetesPrefix, maskedTime],
    '*': [maskedTime, codeMark],
    '`': [codeMark],
    ' ': [grepPrefix, quotedLine, jsonLine],
    '\t': [grepPrefix, quotedLine, jsonLine],
    '(': [promptPrefix],
    '/': [grepPrefix],
    '.': [grepPrefix],
  }),
);

/** A line without its wrappers, and the source it came from (container, pod, file); '' if the wrappers name no source. */
export interface Peeled {
  line: Line;
  stream: string;
}

/**
 * Removes the wrappers from a line, in whatever order and depth they are stacked: container and pod names, collectors' times,
 * syslog, JSON, CSV, grep. A message with line breaks inside gives several lines that share their number.
 */
export function peel(line: Line): Peeled[] {
  let text = line.text;
  let known: Unwrapped | undefined;
  for (let depth = 0; depth < MAX_DEPTH; depth++) {
    const inner = unwrap(text);
    if (inner === undefined) break;
    known = known === undefined ? inner : merge(known, inner);
    const next = cleanLine(inner.text);
    if (next.length >= text.length && next === text) break;
    text = next;
  }
  if (known === undefined) return [{ line, stream: '' }];
  if (known.host !== undefined) text = withoutEscapes(text);
  const { stream = '', text: _, ...rest } = known;
  const parts = text.includes('\n') ? text.split('\n', MAX_EXPANDED) : [text];
  return parts.map((part) => ({ line: { ...line, ...defined(rest), text: cleanLine(part) }, stream }));
}

/** rsyslog writes the octal code of a control character behind `#` ($EscapeControlCharactersOnReceive): of a line break, a tab, a CR. */
function withoutEscapes(text: string): string {
  if (!text.includes('#01')) return text;
  return text.replaceAll('#012', '\n').replaceAll('#011', '\t').replaceAll('#015', '');
}

function unwrap(text: string): Unwrapped | undefined {
  const code = text.charCodeAt(0);
  if (code === 50 && isBare(text)) return undefined;
  const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
  const wrappers = code >= 48 && code <= 57 ? DIGIT : letter ? LETTER : BY_FIRST.get(text.charAt(0));
  if (wrappers === undefined) return undefined;
  for (const wrapper of wrappers) {
    const inner = wrapper(text);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

/** The commonest line of all, `2026-11-22 05:02:13.494284+00:00 [info] …`, has no wrapper; it is recognized here without reading its time. */
function isBare(text: string): boolean {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(10) !== 32 || text.charCodeAt(13) !== 58) return false;
  const hour = text.charCodeAt(11);
  if (hour < 48 || hour > 57) return false;
  const bracket = text.indexOf('[', 19);
  if (bracket < 20 || bracket > 36 || text.charCodeAt(bracket - 1) !== 32) return false;
  const inner = text.charCodeAt(bracket + 1);
  return inner >= 97 && inner <= 122 && !text.slice(19, bracket).includes(',"');
}

/** The time and level of the inner wrapper are more exact; names of the outer one stay unless the inner one has its own. */
function merge(outer: Unwrapped, inner: Unwrapped): Unwrapped {
  const streams = [outer.stream, inner.stream].filter((one) => one !== undefined && one !== '');
  return {
    text: inner.text,
    atMs: dated(inner.atMs) ?? outer.atMs ?? inner.atMs,
    level: inner.level ?? outer.level,
    host: inner.host ?? outer.host,
    logger: inner.logger ?? outer.logger,
    stream: streams.join(' '),
  };
}

/** A collector's time with a year is worth more than the record's own without one. */
function dated(atMs: number | undefined): number | undefined {
  return atMs === undefined || isYearless(atMs) ? undefined : atMs;
}

function defined(known: Omit<Unwrapped, 'text' | 'stream'>): Partial<Line> {
  const kept: Partial<Line> = {};
  if (known.atMs !== undefined) kept.atMs = known.atMs;
  if (known.level !== undefined) kept.level = known.level;
  if (known.host !== undefined) kept.host = known.host;
  if (known.logger !== undefined) kept.logger = known.logger;
  return kept;
}
