import type { CompiledRunbook, Runbook } from '../../src/model/runbook.ts';
import { compileRunbook } from '../../src/runbooks/compile-runbook.ts';

/** A runbook with the given parts; everything else is filled with plain words. */
export function runbookOf(parts: Partial<Runbook> & Pick<Runbook, 'id' | 'signals' | 'when'>): Runbook {
  return {
    title: `Title of ${parts.id}`,
    severity: 'warning',
    status: 'stable',
    owner: 'test',
    reviewed: '2026-01-01',
    family: 'test',
    products: [{ name: 'test' }],
    supports: [],
    against: [],
    explains: [],
    related: [],
    summary: `Summary of ${parts.id}.`,
    cause: 'The cause.',
    impact: 'The impact.',
    falsePositives: [],
    questions: [{ ask: 'Is it?', ifYes: 'It is.', ifNo: 'It is not.' }],
    steps: [{ do: 'Look at it.', risk: 'none', verify: 'You saw it.' }],
    references: ['https://example.com/'],
    examples: { fires: [], quiet: [] },
    ...parts,
  };
}

/** The same, ready to run. */
export function compiledOf(parts: Parameters<typeof runbookOf>[0]): CompiledRunbook {
  return compileRunbook(runbookOf(parts), new Map());
}
