import { type Collector, createCollector } from './detect/collector.ts';
import { type CompiledSignal, compileSignals } from './detect/compile-signals.ts';
import { detect } from './detect/detect.ts';
import { indexRecordSignals } from './detect/index-record-signals.ts';
import { diagnose } from './diagnose/diagnose.ts';
import type { InputReport, Report } from './model/diagnosis.ts';
import type { InputSource } from './model/input.ts';
import type { Observation } from './model/observation.ts';
import type { CompiledRunbook } from './model/runbook.ts';
import { type InputSession, openInput } from './open-input.ts';

/** One triage run: open each input, write its bytes, end it; then ask for the report. */
export interface Triage {
  open(source: InputSource): InputSession;
  report(): Report;
}

/** Runbooks made ready: what takes time is done once, and any number of triage runs, one after the other or side by side, share it. */
export interface Engine {
  start(): Triage;
}

/** Makes an engine of compiled runbooks. Evidence flows one way in it: bytes → observations → signals → diagnoses. */
export function createEngine(runbooks: readonly CompiledRunbook[]): Engine {
  const signals = compileSignals(runbooks);
  const recordSignals = indexRecordSignals(signals);
  return { start: () => startTriage(runbooks, signals, createCollector(recordSignals)) };
}

/** The same bytes always give the same report. */
function startTriage(
  runbooks: readonly CompiledRunbook[],
  signals: readonly CompiledSignal[],
  collector: Collector,
): Triage {
  const inputs: InputReport[] = [];
  return {
    open: (source) => openInput(source, collector, (report) => inputs.push(report)),
    report() {
      const detected = detect(collector, runbooks, signals);
      return {
        diagnoses: diagnose(runbooks, detected.signals, collector.context),
        inputs,
        unrecognised: collector.templates.top(),
        states: detected.totals.map(showTotal),
        levels: Object.fromEntries(collector.context.levels),
      };
    },
  };
}

function showTotal({ fields }: Observation): Report['states'][number] {
  return { state: String(fields.state), count: Number(fields.count), host: String(fields.host ?? '') };
}
