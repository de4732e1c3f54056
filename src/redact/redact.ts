import { COMMAND_RULES } from './command-rules.ts';
import { HEADER_RULES } from './header-rules.ts';
import { indexHints } from './hint-index.ts';
import { isSecret } from './is-secret.ts';
import { KEYED_RULES } from './keyed-rules.ts';
import { readValue } from './read-value.ts';
import type { Rule } from './rule.ts';
import { TOKEN_RULES } from './token-rules.ts';

const MASK = '***';
/** Characters of a long text that are looked at together; more than the longest secret has. */
const REGION = 16_384;

/** All rules, in the order in which they are applied. */
export const RULES: readonly Rule[] = [...TOKEN_RULES, ...HEADER_RULES, ...KEYED_RULES, ...COMMAND_RULES];

const hinted = indexHints(RULES);

/** More characters of one text than a message shows. */
const MOST_SHOWN = 12_288;
/** More characters than a secret has that is not recognised by its beginning alone. */
const LONGEST_UNFINISHED = 4_096;

/** What `redactCounted` returns. */
interface Redacted {
  text: string;
  /** How many secrets were masked; what was masked before counts nothing. */
  count: number;
}

/**
 * Masks secrets and e-mail addresses in text that is kept, shown or sent: passwords, tokens and keys in the forms that brokers,
 * clients and their configuration write. Each becomes `***`; the text around stays as it is and keeps its number of lines.
 */
export function redactCounted(text: string): Redacted {
  if (text.length <= 2 * REGION) return redactRegion(text);
  const regions = regionsOf(text);
  if (regions.every(({ isQuiet }) => isQuiet)) return { text, count: 0 };
  const parts = regions.map((region) =>
    region.isQuiet ? { text: region.text, count: 0 } : redactRegion(region.text),
  );
  return {
    text: parts.map((part) => part.text).join(''),
    count: parts.reduce((sum, part) => sum + part.count, 0),
  };
}

function redactRegion(text: string): Redacted {
  let masked: Redacted = { text, count: 0 };
  for (const rule of hinted(text)) masked = apply(rule, masked);
  return masked;
}

/**
 * A long text in parts, so that a hint lets its rules run over some lines and not over all. A part ends before a line, of which
 * neither the lines before nor those behind hold a hint, since a secret may go over several lines.
 */
function regionsOf(text: string): Region[] {
  const regions: Region[] = [];
  let from = 0;
  let isQuiet = false;
  let isAllQuiet = true;
  for (let at = 0; at < text.length; ) {
    const lineEnd = text.indexOf('\n', at + REGION);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    const wasQuiet = isQuiet;
    isQuiet = hinted(text.slice(at, end)).length === 0;
    if (isQuiet && wasQuiet && at > from) {
      regions.push({ text: text.slice(from, at), isQuiet: isAllQuiet });
      from = at;
      isAllQuiet = true;
    }
    isAllQuiet &&= isQuiet;
    at = end;
  }
  return [...regions, { text: text.slice(from), isQuiet: isAllQuiet }];
}

/** A part of a long text; a quiet one holds no hint. */
interface Region {
  text: string;
  isQuiet: boolean;
}

/** The masked text alone. */
export function redact(text: string): string {
  return redactCounted(text).text;
}

/** The masked beginning of a text, for what shows no more than that: of a long text the rest is not searched, and `…` stands for it. */
export function redactStart(text: string): string {
  const most = MOST_SHOWN + LONGEST_UNFINISHED;
  if (text.length <= most) return redact(text);
  // A secret that ends behind the cut may be left unmasked, so the last part is not shown.
  return `${redact(text.slice(0, most)).slice(0, -LONGEST_UNFINISHED)}…`;
}

/**
 * Masks secrets in every text of a value that JSON can hold, names of members left as they are. Members without a value are left out.
 * What holds no secret is the same object. `mask` may remember what it masked before.
 */
export function redactDeep<T>(value: T, mask = redactCounted): { value: T; count: number } {
  let total = 0;
  // By hand: a reviver of JSON.parse is called for each number of a chart too, which takes several times as long.
  const masked = (member: unknown): unknown => {
    if (typeof member === 'string') {
      const { text, count } = mask(member);
      total += count;
      return text;
    }
    return typeof member !== 'object' || member === null ? member : maskedMembers(member, masked);
  };
  return { value: masked(value) as T, count: total };
}

/** A copy where a member differs: most of what is masked, such as the points of a chart, is only looked through. */
function maskedMembers(holder: object, masked: (member: unknown) => unknown): unknown {
  const members = holder as Record<string, unknown>;
  let copy: Record<string, unknown> | undefined;
  for (const name of Object.keys(members)) {
    const member = members[name];
    const now = masked(member);
    if (now === member && member !== undefined) continue;
    copy ??= Array.isArray(holder)
      ? (Array.from(holder) as unknown as Record<string, unknown>)
      : { ...members };
    if (now === undefined && !Array.isArray(holder)) delete copy[name];
    else copy[name] = now;
  }
  return copy ?? holder;
}

function apply(rule: Rule, { text, count }: Redacted): Redacted {
  const parts: string[] = [];
  let done = 0;
  rule.pattern.lastIndex = 0;
  for (let found = rule.pattern.exec(text); found; found = rule.pattern.exec(text)) {
    const span = secretSpan(rule, text, found);
    if (!span) continue;
    parts.push(text.slice(done, span.start), maskOf(text.slice(span.start, span.end)));
    done = span.end;
    rule.pattern.lastIndex = Math.max(done, found.index + 1);
  }
  if (parts.length === 0) return { text, count };
  return { text: parts.join('') + text.slice(done), count: count + parts.length / 2 };
}

function secretSpan(
  rule: Rule,
  text: string,
  found: RegExpExecArray,
): { start: number; end: number } | undefined {
  const end = found.index + found[0].length;
  if (!rule.value) {
    const { before, secret = found[0] } = found.groups ?? {};
    const start = before === undefined ? end - secret.length : found.index - before.length;
    return secret.startsWith(MASK) ? undefined : { start, end };
  }
  const value = readValue(text, end);
  if (!value || (rule.value === 'quoted' && !value.isQuoted)) return undefined;
  return isSecret(text.slice(value.start, value.end), found[0]) ? value : undefined;
}

/** A key of several lines keeps its line breaks, so that lines keep their numbers. */
function maskOf(secret: string): string {
  return MASK + '\n'.repeat(secret.split('\n').length - 1);
}
