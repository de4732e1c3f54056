import { createEngine, type Engine } from '../../src/engine/triage.ts';
import type { Report } from '../../src/model/diagnosis.ts';
import type { Role } from '../../src/model/input.ts';
import type { CompiledRunbook } from '../../src/model/runbook.ts';

type Text = string | { role: Role; text: string };

/** Triage of texts held in memory. */
export function triageText(runbooks: readonly CompiledRunbook[], ...texts: Text[]): Report {
  return triageWith(createEngine(runbooks), ...texts);
}

/** The same by an engine that is made already. */
export function triageWith(engine: Engine, ...texts: Text[]): Report {
  const triage = engine.start();
  texts.forEach((given, i) => {
    const { text, role } = typeof given === 'string' ? { text: given, role: undefined } : given;
    const input = triage.open({ name: `input-${i + 1}`, ...(role ? { role } : {}) });
    input.write(new TextEncoder().encode(text));
    input.end();
  });
  return triage.report();
}
