import { ERRNO_KINDS, numbersOf, textsOfErrno } from '../model/errno-spellings.ts';
import type {
  CompiledPattern,
  CompiledRunbook,
  Condition,
  Curve,
  DemandedTexts,
  ObservedSignal,
  PatternKind,
  Runbook,
} from '../model/runbook.ts';
import { demandedTexts, requiredLiterals } from './required-literals.ts';

/** The patterns of the catalogued messages, by the event that they tell of. */
export type MessagePatterns = ReadonlyMap<string, readonly CompiledPattern[]>;

/** How sure a message makes of its cause that only reads like those that are known. */
const LIKENESS_CONFIDENCE = 0.45;

/** Makes a checked runbook ready to run: each log pattern gets the literals it needs, examples are left out. */
export function compileRunbook(runbook: Runbook, messages: MessagePatterns): CompiledRunbook {
  const { examples: _examples, ...rest } = withTelling(withLikeness(runbook));
  const patterns: Record<string, CompiledPattern[]> = {};
  for (const [name, rule] of Object.entries(rest.signals)) {
    if ('on' in rule && rule.on === 'log') patterns[name] = compilePatterns(rule, messages);
  }
  return { ...rest, patterns, required: requiredOfAll(rest) };
}

function requiredOfAll({ signals }: Pick<Runbook, 'signals'>): CompiledRunbook['required'] {
  const observed = Object.values(signals).filter((rule) => 'on' in rule);
  const sources = observed.flatMap((rule) => [...(rule.with ?? []), ...(rule.except ?? [])]);
  const found = [...new Set(sources)].map((source) => [source, demandedIfRead(source)] as const);
  return Object.fromEntries(found.filter(([, { oneOf, together }]) => oneOf.length > 0 || together));
}

/** Beside a signal of catalogued messages stands one of records that read like them; either may hold. */
function withLikeness(runbook: Runbook): Runbook {
  const told = Object.entries(runbook.signals).filter(([, rule]) => 'event' in rule && rule.event);
  let { signals, when } = runbook;
  for (const [name, rule] of told) {
    if (!('on' in rule)) continue;
    const { event: like = [], text: _text, regex: _regex, ...conditions } = rule;
    const says = `reads like: ${rule.says}`;
    signals = {
      ...signals,
      [`like-${name}`]: { ...conditions, says, confidence: LIKENESS_CONFIDENCE, like },
    };
    when = eitherOf(when, name, `like-${name}`);
  }
  return { ...runbook, signals, when };
}

/** How sure it makes us that somebody tells so, and what further circumstances add that agree. */
const TOLD_CONFIDENCE = 0.47;
const AGREEING: Curve = {
  of: 'field',
  field: 'agreement',
  points: [
    [0, -0.1],
    [3, 0.5],
  ],
};

/** What was learnt of other reports makes less sure than what is told in known ways, or than a record that reads like a known one. */
const LIKE_OTHERS: Curve = {
  of: 'field',
  field: 'likeness',
  points: [
    [0.3, -0.4],
    [2, -0.1],
  ],
};

/** What people tell may stand in place of what was seen. */
function withTelling(runbook: Runbook): Runbook {
  const { told: event, signals, when } = runbook;
  if (!event) return runbook;
  const told: ObservedSignal = {
    says: 'as the report tells it: “{sentence}”[; it also says: “{beside}”]',
    confidence: TOLD_CONFIDENCE,
    curves: [AGREEING, LIKE_OTHERS],
    on: 'telling',
    where: { event },
  };
  return {
    ...runbook,
    signals: { ...signals, 'told-in-prose': told },
    when: { any: [when, 'told-in-prose'] },
  };
}

function eitherOf(condition: Condition, name: string, other: string): Condition {
  if (condition === name) return { any: [name, other] };
  if (typeof condition === 'string') return condition;
  if ('not' in condition) return { not: eitherOf(condition.not, name, other) };
  if ('all' in condition)
    return { ...condition, all: condition.all.map((one) => eitherOf(one, name, other)) };
  return { ...condition, any: condition.any.map((one) => eitherOf(one, name, other)) };
}

/** Case is ignored anyway. A pattern with other flags of RE2 is not read, and so demands nothing. */
const IGNORES_CASE = '(?i)';

function demandedIfRead(source: string): DemandedTexts {
  try {
    return demandedTexts(source.startsWith(IGNORES_CASE) ? source.slice(IGNORES_CASE.length) : source);
  } catch {
    return { oneOf: [] };
  }
}

function compilePatterns(rule: ObservedSignal, messages: MessagePatterns): CompiledPattern[] {
  return [
    ...(rule.text ?? []).map((source) => compilePattern(source, [source.toLowerCase()], 'text')),
    ...(rule.regex ?? []).map(compileRegex),
    ...(rule.event ?? []).flatMap((event) => messages.get(event) ?? []),
    ...(rule.text || rule.regex || rule.event || rule.like ? [] : compileErrno(rule)),
  ];
}

/** A failure that `where` names is looked for by its spellings, so that it is found in a log too large to be read whole. */
function compileErrno({ where }: ObservedSignal): CompiledPattern[] {
  const wanted = [where?.['errno'] ?? []].flat();
  const kinds = ERRNO_KINDS.filter(({ errno }) => wanted.includes(errno));
  if (kinds.length === 0 || kinds.length < wanted.length) return [];
  const spelled = [...new Set(kinds.flatMap(textsOfErrno))];
  const numbers = [...new Set(kinds.flatMap(numbersOf))];
  const literals = [...spelled.map(withoutForeignStart), ...numbers.flatMap(withWordBefore)];
  return [
    {
      texts: [...spelled, ...numbers],
      literals: [...new Set(literals)],
      shortLiterals: numbers,
      source: kinds.map(({ errno }) => errno).join(' '),
      kind: 'field',
    },
  ];
}

/** What programs print before the number of an error, and between. */
const BEFORE_NUMBER = [
  'error',
  'err',
  'ret',
  'returned',
  'status',
  'code',
  'socket',
  'failed',
  'server',
  'connect',
  'bind',
];
const BETWEEN = [' ', '=', ': ', ' #'];
const BETWEEN_BRACKETS = ['', ' '];
/** So much of a number is looked for. */
const BEGUN = 3;

/** A number alone is too short to be found quickly in a large log, and stands for anything; with a word before it, it is not. */
function withWordBefore(number: string): string[] {
  const between = number.startsWith('(') || number.startsWith('[') ? BETWEEN_BRACKETS : BETWEEN;
  return BEFORE_NUMBER.flatMap((word) => between.map((blank) => word + blank + number.slice(0, BEGUN)));
}

/** A capital outside ASCII is another byte than the small letter: what begins with one is found by the rest. */
function withoutForeignStart(text: string): string {
  return text.charCodeAt(0) > 0x7f ? text.slice(1) : text;
}

function compileRegex(source: string): CompiledPattern {
  const demands = demandedTexts(source);
  const pattern = compilePattern(source, requiredLiterals(source), 'regex');
  return demands.together || demands.isAll ? { ...pattern, demands } : pattern;
}

function compilePattern(source: string, texts: readonly string[], kind: PatternKind): CompiledPattern {
  return { texts, literals: texts, source, kind };
}
