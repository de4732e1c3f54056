import type { EvidenceContext } from '../model/evidence-context.ts';
import type { Observation } from '../model/observation.ts';

/** Starts an empty context; `note` adds one record to it. */
export function createEvidenceContext(): { context: EvidenceContext; note: (record: Observation) => void } {
  const versions = new Map<string, string>();
  const libraries = new Set<string>();
  const levels = new Map<string, number>();
  const context = { versions, libraries, levels, firstMs: undefined, lastMs: undefined } as EvidenceContext;
  const note = ({ fields, atMs }: Observation): void => {
    const { library, product, version, level } = fields;
    if (typeof library === 'string') libraries.add(library);
    if (typeof product === 'string' && typeof version === 'string') versions.set(product, version);
    if (typeof level === 'string') levels.set(level, (levels.get(level) ?? 0) + 1);
    if (atMs === undefined) return;
    context.firstMs = Math.min(context.firstMs ?? atMs, atMs);
    context.lastMs = Math.max(context.lastMs ?? atMs, atMs);
  };
  return { context, note };
}
