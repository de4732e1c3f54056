import { createEngine, type Engine } from '../../src/engine/triage.ts';
import type { Report } from '../../src/model/diagnosis.ts';
import type { Role } from '../../src/model/input.ts';
import type { CompiledRunbook } from '../../src/model/runbook.ts';

type Given = string | Uint8Array;
type Text = Given | { role: Role; text: Given };

/** Triage of texts, or of files of packets, held in memory. */
export function triageText(runbooks: readonly CompiledRunbook[], ...texts: Text[]): Report {
  return triageWith(createEngine(runbooks), ...texts);
}

/** The same by an engine that is made already. */
export function triageWith(engine: Engine, ...texts: Text[]): Report {
  const triage = engine.start();
  texts.forEach((given, i) => {
    const isBare = typeof given === 'string' || given instanceof Uint8Array;
    const { text, role } = isBare ? { text: given, role: undefined } : given;
    const input = triage.open({ name: `input-${i + 1}`, ...(role ? { role } : {}) });
    input.write(typeof text === 'string' ? new TextEncoder().encode(text) : text);
    input.end();
  });
  return triage.report();
}
