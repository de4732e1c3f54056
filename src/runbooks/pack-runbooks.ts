import { lazily } from '../lazily.ts';
import { type PackedTable, packTexts, textOf } from '../model/packed-table.ts';
import type { CompiledPattern, CompiledRunbook } from '../model/runbook.ts';

/** What is read of a runbook only when it is shown. */
const PROSE = ['summary', 'cause', 'impact', 'falsePositives', 'questions', 'steps', 'references'] as const;

type Core = Omit<CompiledRunbook, 'patterns' | 'patternAt' | (typeof PROSE)[number]>;

/** Compiled runbooks, of which most lies packed. */
export interface PackedRunbooks {
  /** Each with the place of its prose, and of each signal the place of its first pattern and behind its last. */
  runbooks: readonly {
    core: Core;
    prose: number;
    patterns: Readonly<Record<string, readonly [from: number, to: number]>>;
  }[];
  /** What stands at each place, as JSON. */
  texts: PackedTable;
}

/** Packs runbooks, so that their prose and each pattern are parsed only where they are asked for. */
export function packRunbooks(runbooks: readonly CompiledRunbook[]): PackedRunbooks {
  const texts: string[] = [];
  const place = (data: unknown) => texts.push(JSON.stringify(data)) - 1;
  const packed = runbooks.map(({ patterns, patternAt: _, ...runbook }) => {
    const entries = Object.entries(runbook);
    return {
      core: Object.fromEntries(entries.filter((entry) => !isProse(entry))) as unknown as Core,
      prose: place(Object.fromEntries(entries.filter(isProse))),
      patterns: Object.fromEntries(
        Object.entries(patterns).map(([name, some]) => {
          const from = texts.length;
          for (const pattern of some) place(pattern);
          return [name, [from, texts.length] as const];
        }),
      ),
    };
  });
  return { runbooks: packed, texts: packTexts(texts) };
}

function isProse([name]: [string, unknown]): boolean {
  return PROSE.some((one) => one === name);
}

/** Reads packed runbooks. */
export function unpackRunbooks({ runbooks, texts }: PackedRunbooks): CompiledRunbook[] {
  const read = (at: number): unknown => JSON.parse(textOf(texts, at));
  const readPattern = (at: number) => read(at) as CompiledPattern;
  return runbooks.map(({ core, prose, patterns }) => {
    const shown = lazily(() => read(prose) as Record<string, unknown>);
    const properties = PROSE.map((name) => [name, property(() => shown()[name])]);
    const bySignal = Object.entries(patterns).map(([name, [from, to]]) => {
      const all = lazily(() => Array.from({ length: to - from }, (_, i) => readPattern(from + i)));
      return [name, property(all)];
    });
    const patternAt: CompiledRunbook['patternAt'] = (signal, at) => {
      const [from, to] = patterns[signal] ?? [0, 0];
      return from + at < to ? readPattern(from + at) : undefined;
    };
    const runbook: unknown = Object.defineProperties(
      { ...core, patterns: Object.defineProperties({}, Object.fromEntries(bySignal)), patternAt },
      Object.fromEntries(properties),
    );
    return runbook as CompiledRunbook;
  });
}

function property(get: () => unknown): PropertyDescriptor {
  return { enumerable: true, get };
}
