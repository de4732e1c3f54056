import type { Incident } from './incident.ts';
import type { RankedCause } from './ranked-cause.ts';
import type { Severity, Step } from './runbook.ts';

/** The cause that a card is about: what was diagnosed, or what people's answers have put before it. */
export interface LeadingCause {
  runbook: string;
  title: string;
  severity: Severity;
  confidence: number;
  cause: string;
  /** Without those that an answer has ruled out. */
  steps: readonly Step[];
  /** Another cause was diagnosed first. */
  isNew: boolean;
}

/** The first of the ranked causes; without a ranking, or where nobody has answered, the diagnosis. */
export function leadingCause(
  { diagnosis, answers = [] }: Incident,
  ranking: readonly RankedCause[] = [],
): LeadingCause {
  const first = answers.length > 0 ? ranking[0] : undefined;
  const alternative =
    first && !first.isOriginal
      ? diagnosis.alternatives?.find(({ runbook }) => runbook === first.runbook)
      : undefined;
  if (first && alternative) return { ...alternative, confidence: first.confidence, isNew: true };
  const { runbook, title, severity, cause } = diagnosis;
  const confidence = first?.isOriginal ? first.confidence : diagnosis.confidence;
  return { runbook, title, severity, confidence, cause, steps: stepsLeft(diagnosis, answers), isNew: false };
}

/** The steps of a diagnosis that no answer has ruled out; all of them where the answers leave none. */
function stepsLeft(
  { steps, questions }: Incident['diagnosis'],
  answers: Incident['answers'] = [],
): readonly Step[] {
  const dropped = new Set(
    answers.flatMap(({ question, ask, answer }) => {
      const asked = questions.find((one) => one.ask === ask) ?? questions[question];
      return asked?.[answer]?.drops ?? [];
    }),
  );
  const left = steps.filter((_, i) => !dropped.has(i + 1));
  return left.length > 0 ? left : steps;
}
