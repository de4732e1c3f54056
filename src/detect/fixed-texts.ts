import type { CompiledRunbook } from '../model/runbook.ts';

/** The fixed texts by which runbooks know messages that the catalogue does not. */
export function fixedTexts(runbooks: readonly CompiledRunbook[]): string[] {
  const rules = runbooks.flatMap(({ signals }) => Object.values(signals));
  return rules.flatMap((rule) => ('on' in rule && rule.on === 'log' ? (rule.text ?? []) : []));
}
