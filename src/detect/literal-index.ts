import { chooseWindow, countSampledWords, countTypicalWords } from './index/choose-window.ts';
import {
  addLiteral,
  clearGramTable,
  copyOf,
  createGramTable,
  entriesNeeded,
  type GramTable,
  removeLiteral,
} from './index/gram-table.ts';
import { type LiteralText, literalLength, packLiterals } from './index/literal-text.ts';
import { type Found, scanEdges, scanWords } from './index/scan-words.ts';
import { createShortLiterals } from './index/short-literals.ts';

/** Literals shorter than this many bytes have no aligned word of their own in every alignment and take the slow path. */
const WEAK_BELOW_BYTES = 5;

/** Words are scanned in blocks of this many (64 KiB), after each of which the share that passed the filter is looked at. */
const BLOCK_WORDS = 0x4000;

/**
 * Windows are chosen again from the data when more than this share of words passes the filter: at once when it is so
 * large that it slows the scan down by half, or in 2 MiB when it is merely worth the trouble.
 */
const PASSED_AT_MOST = 0.015;
const PASSED_IN_LONG_RUN = 0.002;
const LONG_RUN_WORDS = 0x80000;

/** Some literals are of common words alone: windows are chosen again only when so many times more words pass than with those chosen last. */
const WORSE_BY = 1.5;

/**
 * Choosing costs as much time as scanning some tens of megabytes with windows that suit the data badly: of a smaller log it would save
 * nothing. It rests for 16 MiB at first, and eight times longer after each further time.
 */
const REST_WORDS = 0x400000;

/** What an index has done so far: words looked at, words that passed its filter, and how often it chose its windows again. */
interface ScanStatistics {
  words: number;
  passed: number;
  rechosen: number;
}

/** Finds many literals at once in bytes. Ids are places in the list given to `createLiteralIndex`. */
export interface LiteralIndex {
  /** Ids of literals under five bytes, and of those named as slow: while any of them is enabled every byte is looked at, several times slower. */
  readonly weakLiterals: readonly number[];
  /**
   * Calls `onHit` once for every occurrence that lies wholly in `bytes[start]` to `bytes[end]` (exclusive), ASCII
   * letters in any case. Order is deterministic but not by offset. `onHit` may call `disable`.
   */
  scan(bytes: Uint8Array, start: number, end: number, onHit: Found): void;
  /** A copy that adapts to the data and has every literal that is enabled, but those weak ones that `without` names. */
  adaptingCopy(without: readonly number[]): LiteralIndex;
  /** Stops looking for a literal, also from the next place on in a scan under way. */
  disable(literalId: number): void;
  statistics(): ScanStatistics;
}

/** Takes note of how well the filter works, and says when to choose windows again. */
function createPace() {
  const total: ScanStatistics = { words: 0, passed: 0, rechosen: 0 };
  let recentWords = 0;
  let recentPassed = 0;
  let restWords = REST_WORDS;
  let rest = REST_WORDS;
  /** The share that passed with the windows chosen last; undefined before it is known. */
  let reached: number | undefined = 0;
  return {
    total,
    tooManyPass(words: number, passed: number): boolean {
      total.words += words;
      total.passed += passed;
      recentWords += words;
      recentPassed += passed;
      restWords -= words;
      if (restWords > 0 || recentWords < BLOCK_WORDS / 4) return false;
      const atMost = recentWords < LONG_RUN_WORDS ? PASSED_AT_MOST : PASSED_IN_LONG_RUN;
      const share = recentPassed / recentWords;
      reached ??= share;
      return share > Math.max(atMost, reached * WORSE_BY);
    },
    rechosen(): void {
      total.rechosen += 1;
      recentWords = 0;
      recentPassed = 0;
      restWords = rest;
      rest *= 8;
      reached = undefined;
    },
  };
}

/** The literals of an index: those that the table leads to, and those that are found the slow way. Plain data, which no scan changes. */
export interface IndexedLiterals {
  text: LiteralText;
  table: GramTable;
  weak: Int32Array;
}

/**
 * Indexes literals, which are compared as UTF-8, ASCII letters in any case. A scan's cost hardly grows with
 * their number: it looks at aligned four-byte words through one hash table, and compares a literal only where one of
 * its four rarest words stands. Those that `slow` names are found the slow way, as short ones are: no frequent bytes of
 * theirs burden the table. Throws RangeError when a literal is empty.
 */
export function indexLiterals(literals: readonly string[], slow: readonly number[] = []): IndexedLiterals {
  const text = packLiterals(literals);
  const ids = literals.map((_, id) => id);
  const named = new Set(slow);
  const isWeak = (id: number): boolean => named.has(id) || literalLength(text, id) < WEAK_BELOW_BYTES;
  const strong = ids.filter((id) => !isWeak(id));
  const table = createGramTable(strong.reduce((sum, id) => sum + entriesNeeded(literalLength(text, id)), 0));
  fillTable(table, text, strong, countTypicalWords(table));
  return { text, table, weak: Int32Array.from(ids.filter(isWeak)) };
}

/** Opens an index over literals that adapts to the data which it scans. */
export function createLiteralIndex(literals: readonly string[], slow?: readonly number[]): LiteralIndex {
  return openLiteralIndex(indexLiterals(literals, slow)).adaptingCopy([]);
}

/** Opens an index that keeps the words which were chosen for ordinary logs: for texts that are picked out already, which would mislead it. */
export function openLiteralIndex({ text, table, weak }: IndexedLiterals): LiteralIndex {
  const isWeak = new Set(weak);
  const strong = Array.from({ length: text.offsets.length - 1 }, (_, id) => id).filter(
    (id) => !isWeak.has(id),
  );
  return startIndex({ text, table, strong, weak: [...weak] }, false);
}

interface Parts {
  text: LiteralText;
  table: GramTable;
  strong: readonly number[];
  weak: readonly number[];
}

function startIndex({ text, table, strong: quick, weak }: Parts, adapt: boolean): LiteralIndex {
  const strong = new Set(quick);
  const edged = new Set(quick.filter((id) => literalLength(text, id) < 7));
  const short = createShortLiterals(text, weak);
  const pace = createPace();

  return {
    weakLiterals: weak,
    statistics: () => ({ ...pace.total }),
    adaptingCopy(without) {
      const left = weak.filter((id) => !without.includes(id));
      return startIndex({ text, table: copyOf(table), strong: [...strong], weak: left }, true);
    },
    scan(bytes, start, end, onHit) {
      const words = new Int32Array(bytes.buffer, 0, bytes.buffer.byteLength >>> 2);
      const first = (bytes.byteOffset + start + 3) >>> 2;
      const last = Math.max(first, (bytes.byteOffset + end) >>> 2);
      for (let from = first; strong.size > 0 && from < last; from += BLOCK_WORDS) {
        const to = Math.min(from + BLOCK_WORDS, last);
        const passed = scanWords(table, text, words, from, to, bytes, start, end, onHit);
        if (!pace.tooManyPass(to - from, passed) || !adapt) continue;
        fillTable(table, text, strong, countSampledWords(table, words, from, last));
        pace.rechosen();
      }
      scanEdges(text, edged, bytes, start, end, first, last, onHit);
      short.scan(bytes, start, end, onHit);
    },
    disable(literalId) {
      if (strong.delete(literalId)) removeLiteral(table, literalId);
      else short.disable(literalId);
      edged.delete(literalId);
    },
  };
}

/** A table with the literals that `wanted` names, each found by its window that is rarest by `counts`. */
function fillTable(table: GramTable, text: LiteralText, wanted: Iterable<number>, counts: Uint32Array): void {
  clearGramTable(table);
  for (const id of wanted) addLiteral(table, text, id, chooseWindow(table, text, id, counts));
}
