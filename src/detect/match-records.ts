import type { FieldValue } from '../model/fields.ts';
import type { Observation } from '../model/observation.ts';
import type { CompiledSignal } from './compile-signals.ts';
import type { LiteralIndex } from './literal-index.ts';

/** Texts are indexed up to this many UTF-16 units, the same length that patterns look at. */
const LONGEST_TEXT = 16_384;

type OnMatch = (
  signal: CompiledSignal,
  observation: Observation,
  captures: Record<string, FieldValue>,
) => void;

/** The log signals by the literals that make them worth trying. */
export interface RecordSignals {
  index: LiteralIndex;
  literals: readonly string[];
  byLiteral: readonly (readonly CompiledSignal[])[];
  /** Signals with a pattern that demands no literal: tried on every record. */
  always: readonly CompiledSignal[];
}

/**
 * Tries each log record against the signals whose literals occur in it, and tells of every match.
 * All texts are laid into one buffer, so that the literal index runs over them once.
 */
export function matchRecords(
  records: readonly Observation[],
  signals: RecordSignals,
  onMatch: OnMatch,
): void {
  const { bytes, starts } = layOut(records);
  const candidates = records.map(() => new Set<CompiledSignal>());
  signals.index.scan(bytes, 0, bytes.length, (literal, offset) => {
    const record = candidates[recordAt(starts, offset)];
    for (const signal of signals.byLiteral[literal] ?? []) record?.add(signal);
  });
  records.forEach((record, i) => {
    for (const signal of signals.always) candidates[i]?.add(signal);
    for (const signal of candidates[i] ?? []) {
      const captures = matchOne(signal, record);
      if (captures) onMatch(signal, record, captures);
    }
  });
}

function matchOne(signal: CompiledSignal, record: Observation): Record<string, FieldValue> | undefined {
  for (const pattern of signal.patterns) {
    const captures = pattern.match(record.text);
    if (captures) return signal.accepts(record) ? captures : undefined;
  }
  return signal.patterns.length === 0 && signal.accepts(record) ? {} : undefined;
}

function layOut(records: readonly Observation[]): { bytes: Uint8Array; starts: number[] } {
  const encoder = new TextEncoder();
  const lengths = records.map((record) => Math.min(record.text.length, LONGEST_TEXT));
  const bytes = new Uint8Array(lengths.reduce((sum, length) => sum + 3 * length + 1, 0));
  const starts: number[] = [];
  let end = 0;
  for (const record of records) {
    starts.push(end);
    end += encoder.encodeInto(record.text.slice(0, LONGEST_TEXT), bytes.subarray(end)).written;
    bytes[end++] = 10;
  }
  return { bytes: bytes.subarray(0, end), starts };
}

function recordAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
