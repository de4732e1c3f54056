import { addressOf } from '../model/address.ts';
import type { Alternative } from '../model/diagnosis.ts';
import type { FieldValue } from '../model/fields.ts';
import type { Platform } from '../model/platform.ts';
import type { CompiledRunbook } from '../model/runbook.ts';
import { statedConfidence } from '../model/stated-confidence.ts';
import { type Facts, gatherFacts } from './facts.ts';
import { fillBlanks } from './fill-blanks.ts';
import { fillSteps } from './fill-steps.ts';
import { concernTheSame, type Folded } from './fold-symptoms.ts';
import type { Hypothesis } from './hypothesis.ts';

const MOST_ALTERNATIVES = 6;
const MOST_STEPS = 3;
/**
 * Of a cause that nothing in the evidence shows. Low, since a log mostly tells what broke: one strong answer (1.5)
 * takes it just above a half, one weak answer leaves it below.
 */
const UNSEEN = 0.2;
/** Facts that mean the same in every runbook. Others, such as a time-out, are another thing in another runbook. */
const SHARED_FACTS = new Set([
  'client',
  'server',
  'peer',
  'host',
  'node',
  'user',
  'vhost',
  'queue',
  'database',
  'product',
  'service',
  'serverHost',
  'serverPort',
]);

/** What alternatives are taken from: all runbooks by id, and those that hold in the evidence. */
export interface Rivals {
  runbooks: ReadonlyMap<string, CompiledRunbook>;
  hypotheses: readonly Hypothesis[];
}

/**
 * The causes that answers to a diagnosis' questions speak for, the likeliest first. `facts` are the diagnosis' own:
 * where the evidence shows nothing of an alternative, it is told about the same client, queue and so on.
 */
export function alternativesOf(
  cause: Folded,
  facts: Facts,
  libraries: readonly string[],
  { runbooks, hypotheses }: Rivals,
  platform?: Platform,
): Alternative[] {
  return [...supportedBy(cause.runbook)]
    .flatMap((id) => runbooks.get(id) ?? [])
    .map((runbook) => {
      const held = hypotheses.find((one) => one.runbook.id === runbook.id && isRival(one, cause));
      return toAlternative(runbook, held, facts, libraries, platform);
    })
    .toSorted((a, b) => b.confidence - a.confidence || (a.runbook < b.runbook ? -1 : 1))
    .slice(0, MOST_ALTERNATIVES);
}

/** The hypotheses that the alternatives of a cause may be taken from. */
export function rivalsOf<H extends Hypothesis>({ runbook }: Hypothesis, hypotheses: readonly H[]): H[] {
  const supported = supportedBy(runbook);
  return hypotheses.filter((one) => supported.has(one.runbook.id));
}

function supportedBy({ questions }: CompiledRunbook): Set<string> {
  return new Set(questions.flatMap(({ yes, no }) => [...(yes?.supports ?? []), ...(no?.supports ?? [])]));
}

/**
 * Whether a hypothesis competes with a cause. What is folded under the cause does not: that we are sure to see the symptom
 * says nothing of it as the cause. Nor does what another client suffered, or what happened at another time.
 */
function isRival(hypothesis: Hypothesis, cause: Folded): boolean {
  const folded = cause.symptoms.some(({ runbook }) => runbook.id === hypothesis.runbook.id);
  return !folded && concernTheSame(hypothesis, cause);
}

/** Commands of other runbooks take an address and a port apart. */
function withoutPort([name, values]: [string, readonly FieldValue[]]): [string, readonly FieldValue[]] {
  if (name !== 'server' && name !== 'peer') return [name, values];
  return [name, values.map((value) => addressOf(String(value)))];
}

function toAlternative(
  runbook: CompiledRunbook,
  held: Hypothesis | undefined,
  shared: Facts,
  libraries: readonly string[],
  platform: Platform | undefined,
): Alternative {
  const facts: Facts = new Map([
    ...[...shared].filter(([name]) => SHARED_FACTS.has(name)).map(withoutPort),
    ...(held ? gatherFacts([...held.decisive, ...held.supporting]) : []),
  ]);
  return {
    runbook: runbook.id,
    title: runbook.title,
    severity: runbook.severity,
    confidence: held ? statedConfidence(held.confidence) : UNSEEN,
    cause: fillBlanks(runbook.cause, facts),
    steps: fillSteps(runbook.steps.slice(0, MOST_STEPS), facts, libraries, platform).map(
      ({ variants: _variants, ...step }) => step,
    ),
  };
}
