import { lazily } from '../lazily.ts';
import { type PackedTable, packTexts, textOf } from '../model/packed-table.ts';
import type { CompiledRunbook } from '../model/runbook.ts';

/** What is read of a runbook only when it is shown. */
const PROSE = ['summary', 'cause', 'impact', 'falsePositives', 'questions', 'steps', 'references'] as const;

type Core = Omit<CompiledRunbook, 'patterns' | (typeof PROSE)[number]>;

/** Compiled runbooks, of which most lies packed. */
export interface PackedRunbooks {
  /** Each with the places of its prose and of its signals' patterns. */
  runbooks: readonly { core: Core; prose: number; patterns: Readonly<Record<string, number>> }[];
  /** What stands at each place, as JSON. */
  texts: PackedTable;
}

/** Packs runbooks, so that their prose and the patterns of a signal are parsed only where they are asked for. */
export function packRunbooks(runbooks: readonly CompiledRunbook[]): PackedRunbooks {
  const texts: string[] = [];
  const place = (data: unknown) => texts.push(JSON.stringify(data)) - 1;
  const packed = runbooks.map(({ patterns, ...runbook }) => {
    const isProse = ([name]: [string, unknown]) => PROSE.some((one) => one === name);
    const entries = Object.entries(runbook);
    return {
      core: Object.fromEntries(entries.filter((entry) => !isProse(entry))) as unknown as Core,
      prose: place(Object.fromEntries(entries.filter(isProse))),
      patterns: Object.fromEntries(Object.entries(patterns).map(([name, some]) => [name, place(some)])),
    };
  });
  return { runbooks: packed, texts: packTexts(texts) };
}

/** Reads packed runbooks. */
export function unpackRunbooks({ runbooks, texts }: PackedRunbooks): CompiledRunbook[] {
  const read = (at: number): unknown => JSON.parse(textOf(texts, at));
  return runbooks.map(({ core, prose, patterns }) => {
    const shown = lazily(() => read(prose) as Record<string, unknown>);
    const properties = PROSE.map((name) => [name, property(() => shown()[name])]);
    const bySignal = Object.entries(patterns).map(([name, at]) => [name, property(lazily(() => read(at)))]);
    const lazyPatterns: unknown = Object.defineProperties({}, Object.fromEntries(bySignal));
    const runbook: unknown = Object.defineProperties(
      { ...core, patterns: lazyPatterns },
      Object.fromEntries(properties),
    );
    return runbook as CompiledRunbook;
  });
}

function property(get: () => unknown): PropertyDescriptor {
  return { enumerable: true, get };
}
