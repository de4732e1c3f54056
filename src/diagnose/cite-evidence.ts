import type { Evidence } from '../model/evidence.ts';
import { identityFields, identityValue } from '../model/identity-names.ts';
import type { Observation } from '../model/observation.ts';
import type { Hit, Signal } from '../model/signal.ts';
import { isStackFrame } from '../model/stack-frame.ts';
import { redact } from '../redact/redact.ts';
import { rememberLast } from '../remember-last.ts';

const MOST_PER_SIGNAL = 4;
const MOST_RECORDS = 16;
const FIRST_LINES = 4;
const LAST_LINES = 2;
const LONGEST_QUOTE = 2_000;
const RULES = '*=-_#+~';
const SHORTEST_RULE = 5;

/**
 * Quotes the records that signals rest on, line by line as they were given, secrets masked: of each signal the first ones and the last.
 * Of a long record the first and last lines are quoted, where a stack trace says what it is about. With `ofSeveral` they are records
 * of as many clients, queues and so on as there are.
 */
export function citeEvidence(signals: readonly Signal[], ofSeveral = false): Evidence[] {
  const cited = new Map<string, Evidence[]>();
  for (const { hits } of signals) {
    for (const { observation } of someOf(ofSeveral ? eachFirst(hits) : hits)) {
      const key = `${observation.at.input}\u0000${observation.at.line}\u0000${observation.at.endLine}`;
      if (cited.size < MOST_RECORDS && !cited.has(key)) cited.set(key, quote(observation));
    }
  }
  return [...cited.values()].flat();
}

function someOf(hits: readonly Hit[]): Hit[] {
  if (hits.length <= MOST_PER_SIGNAL) return [...hits];
  const last = hits.at(-1);
  return [...hits.slice(0, MOST_PER_SIGNAL - 1), ...(last ? [last] : [])];
}

/** The first hit of each client, queue and so on; all hits where that would leave fewer than can be quoted. */
function eachFirst(hits: readonly Hit[]): readonly Hit[] {
  const firsts = new Map<string, Hit>();
  for (const hit of hits) {
    const key = concerned.get(hit, [], () => whoIn(hit));
    if (!firsts.has(key)) firsts.set(key, hit);
  }
  return firsts.size < MOST_PER_SIGNAL ? hits : [...firsts.values()];
}

function whoIn({ fields }: Hit): string {
  const names = identityFields(fields, []);
  return names.map((name) => identityValue(name, fields[name] ?? '')).join('\u0000');
}

/** Most hits of a diagnosis are those of the one before. */
const concerned = rememberLast<Hit, string>();

/** Secrets are masked in the whole record, before it is cut into lines. Lines that only frame the others are left out. */
function quote({ at, verbatim, kind }: Observation): Evidence[] {
  const lines = redact(verbatim)
    .split('\n')
    .map((text, i) => ({
      input: at.input,
      line: at.lines?.[i] ?? at.line + i,
      text: text.slice(0, LONGEST_QUOTE),
    }))
    .filter(({ text }, _, all) => text.trim() !== '' && (kind !== 'log' || !isFrame(text, all)));
  if (lines.length <= FIRST_LINES + LAST_LINES) return lines;
  const rest = lines.slice(FIRST_LINES).filter(({ text }) => !isOfTrace(text));
  return [...lines.slice(0, FIRST_LINES), ...rest.slice(-LAST_LINES)];
}

/** A rule of asterisks behind the head of its line, or a head with nothing behind it, which another line of the record repeats. */
function isFrame(text: string, all: readonly Evidence[]): boolean {
  const line = text.trimEnd();
  const last = line.slice(line.lastIndexOf(' ') + 1);
  const isRule = last.length >= SHORTEST_RULE && Array.from(last).every((one) => RULES.includes(one));
  return isRule || all.some((other) => other.text !== text && other.text.startsWith(`${line} `));
}

/** A frame of a stack trace, also as a string that a program printed, or the bracket that closes it. */
function isOfTrace(text: string): boolean {
  const said = text.trim().replaceAll("'", '').trim();
  return said.length < SHORTEST_RULE || isStackFrame(said);
}
