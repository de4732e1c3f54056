import { createTemplatePattern } from '../detect/template-pattern.ts';
import type { CataloguedMessage, EventKind } from '../model/message.ts';
import {
  countLetters,
  filledOut,
  fixedLetters,
  fixedWords,
  isTelling,
  isUsable,
  longestPiece,
  type MessageTemplate,
  parseTemplate,
} from '../model/message-template.ts';
import type { CompiledPattern } from '../model/runbook.ts';
import { TYPICAL_TEXT } from '../model/typical-text.ts';
import type { MessagePatterns } from '../runbooks/compile-runbook.ts';

/** A message is found by a fixed piece of at least so many letters; shorter ones stand everywhere. */
const SHORTEST_PIECE = 7;
const ORDINARY = TYPICAL_TEXT.toLowerCase();

interface Prepared {
  message: CataloguedMessage;
  source: string;
  /** The fixed piece that it is found by. */
  piece: string;
  letters: number;
  /** The message with something in its holes. */
  filled: string;
}

/**
 * Makes patterns of the catalogued messages that tell of trouble, by event. Where a longer message of another event holds one within
 * it ("retrying after: connection reset"), the longer one decides; of two with the same text that mean different things neither speaks.
 * A longer one of the same event and product has no pattern: what it would meet, the shorter one meets. `sources` has it, too.
 */
export function compileMessages(
  messages: readonly CataloguedMessage[],
  events: readonly EventKind[],
): { patterns: MessagePatterns; sources: readonly string[] } {
  const healthy = new Set(events.flatMap(({ id, healthy: isHealthy }) => (isHealthy ? [id] : [])));
  const symptoms = new Set(events.flatMap(({ id, symptom }) => (symptom ? [id] : [])));
  const eventOf = ({ message: { event } }: Prepared) => (healthy.has(event) ? 'healthy' : event);
  const prepared = prepareAll(messages).filter(
    ({ piece, source }) => piece !== '' && isUsable(parseTemplate(source)),
  );
  const holdersOf = holdersAmong(prepared);
  const patterns = new Map<string, Map<string, CompiledPattern>>();
  const spoken = new Set<CataloguedMessage>();
  const needless = new Set<Prepared>();
  for (const one of prepared) {
    const { source, message } = one;
    const known = patterns.get(message.event) ?? new Map<string, CompiledPattern>();
    if (healthy.has(message.event) || spoken.has(message) || isVague(one, symptoms.has(message.event)))
      continue;
    const holders = holdersOf(one);
    const holding = holders.filter((other) => eventOf(other) !== eventOf(one));
    if (holding.some((other) => other.letters <= one.letters)) continue;
    spoken.add(message);
    if (holding.length === 0) for (const other of holders) if (saysTheSame(other, one)) needless.add(other);
    if (!known.has(source)) patterns.set(message.event, known.set(source, toPattern(one, holding)));
  }
  const needed = new Set(prepared.filter((one) => !needless.has(one)).map(keyOf));
  return {
    patterns: new Map(
      [...patterns].map(([event, bySource]) => [
        event,
        [...bySource.values()].filter(({ source }) => needed.has(`${event} ${source}`)),
      ]),
    ),
    sources: [...patterns.values()].flatMap((bySource) => [...bySource.keys()]),
  };
}

function keyOf({ message: { event }, source }: Prepared): string {
  return `${event} ${source}`;
}

/** Whether a longer message is of the same event and product as one within it, which meets it as well. */
function saysTheSame(longer: Prepared, within: Prepared): boolean {
  const [a, b] = [longer.message, within.message];
  return longer.letters > within.letters && a.event === b.event && a.product === b.product;
}

function prepareAll(messages: readonly CataloguedMessage[]): Prepared[] {
  const templates = messages.flatMap((message) =>
    sourcesOf(message).map((source) => ({ message, source, template: parseTemplate(source) })),
  );
  const frequency = new Map<string, number>();
  for (const { template } of templates)
    for (const piece of new Set(template.pieces.map((one) => one.trim())))
      frequency.set(piece, (frequency.get(piece) ?? 0) + 1);
  return templates.map(({ message, source, template }) => ({
    message,
    source,
    piece: rarestPiece(template, frequency),
    letters: fixedLetters(template),
    filled: filledOut(template),
  }));
}

/** What patterns look for, the first that is clear: an exception's text alone, or behind its name. */
export function sourcesOf({ text, exception }: CataloguedMessage): string[] {
  const isShort = longestPiece(parseTemplate(text)).length < SHORTEST_PIECE;
  if (!exception) return [text];
  const named = `${exception}: ${text}`;
  return isShort ? [named] : [text, named];
}

/** Of the pieces that ordinary logs do not hold the one that fewest other messages have, the longest of these. */
function rarestPiece({ pieces }: MessageTemplate, frequency: ReadonlyMap<string, number>): string {
  const fit = pieces.map((piece) => piece.trim()).filter(isRare);
  const rarity = (piece: string) => frequency.get(piece) ?? 0;
  return fit.toSorted((a, b) => rarity(a) - rarity(b) || b.length - a.length)[0] ?? '';
}

function isRare(piece: string): boolean {
  return countLetters(piece) >= SHORTEST_PIECE && !ORDINARY.includes(piece.toLowerCase());
}

/** A symptom in so few letters or words stands in ordinary sentences too. */
const LETTERS_OF_SYMPTOM = 16;
const WORDS_OF_SYMPTOM = 3;

/** Of a message that may mean several things only a long one is worth its doubt. */
function isVague({ message, source }: Prepared, isSymptom: boolean): boolean {
  if (message.doubtful !== true) return false;
  const template = parseTemplate(source);
  if (!isSymptom) return !isTelling(template);
  return fixedLetters(template) < LETTERS_OF_SYMPTOM || fixedWords(template) < WORDS_OF_SYMPTOM;
}

/** Finds the other messages within which one stands, among those that have the rarest word of its piece. */
function holdersAmong(all: readonly Prepared[]): (one: Prepared) => Prepared[] {
  const byWord = new Map<string, Prepared[]>();
  for (const one of all) {
    for (const word of new Set(one.filled.split(' '))) {
      const known = byWord.get(word);
      if (known) known.push(one);
      else byWord.set(word, [one]);
    }
  }
  return (one) => {
    // The first and the last word of a piece may be parts of longer ones.
    const whole = one.piece.split(' ').slice(1, -1);
    const candidates = whole
      .map((word) => byWord.get(word) ?? [])
      .reduce((fewest, some) => (some.length < fewest.length ? some : fewest), all);
    const matches = createTemplatePattern(one.source);
    return candidates.filter(
      (other) => other !== one && other.filled.includes(one.piece) && matches(other.filled) !== undefined,
    );
  };
}

function toPattern({ source, piece }: Prepared, holding: readonly Prepared[]): CompiledPattern {
  const literal = piece.toLowerCase();
  const unless = [...new Set(holding.map((other) => other.source))];
  return {
    texts: [],
    literals: [literal],
    source,
    kind: 'message',
    ...(unless.length > 0 ? { unless } : {}),
  };
}
