import { rankCauses } from '../incidents/ranking.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { GivenAnswer } from '../model/incident.ts';
import type { Example, Runbook } from '../model/runbook.ts';
import { observe } from '../observe/observe.ts';
import { compileRunbook, type MessagePatterns } from '../runbooks/compile-runbook.ts';
import { unmetAlternatives } from '../runbooks/unmet-alternatives.ts';
import { proveTexts } from './prove-texts.ts';
import { createEngine } from './triage.ts';

/** One example that did not prove what it should, or a pattern that no example meets. */
export interface Disproof {
  runbook: string;
  example: string;
  message: string;
}

/**
 * Runs every runbook on its own examples and on all others'. `library` is the whole set the examples are run against;
 * `proved` are those whose examples count (all of the library when left out).
 */
export function proveRunbooks(
  library: readonly Runbook[],
  messages: MessagePatterns,
  proved: readonly Runbook[] = library,
): Disproof[] {
  const engine = createEngine(library.map((runbook) => compileRunbook(runbook, messages)));
  const diagnosesOf = (example: Example): readonly Diagnosis[] => {
    const triage = engine.start();
    example.inputs.forEach(({ role, text }, i) => {
      const input = triage.open({ name: `input ${i + 1}`, ...(role ? { role } : {}) });
      input.write(new TextEncoder().encode(text));
      input.end();
    });
    return triage.report().diagnoses;
  };
  const ids = new Set(library.map(({ id }) => id));
  return proved.flatMap((runbook) => [
    ...unknownSupported(runbook, ids),
    ...runbook.examples.fires.flatMap((example) =>
      proveFires(runbook, example, diagnosesOf(example), library),
    ),
    ...runbook.examples.quiet.flatMap((example) => proveQuiet(runbook, example, diagnosesOf(example))),
    ...unmetAlternatives(runbook, recordTexts(runbook)).map((pattern) => ({
      runbook: runbook.id,
      example: 'fires',
      message: `no example meets ${pattern}. Add one, or remove it.`,
    })),
  ]);
}

function proveFires(
  runbook: Runbook,
  example: Example,
  diagnoses: readonly Diagnosis[],
  library: readonly Runbook[],
): Disproof[] {
  const fault = (message: string) => ({ runbook: runbook.id, example: example.name, message });
  const ids = diagnoses.map((diagnosis) => diagnosis.runbook);
  const place = ids.indexOf(runbook.id) + 1;
  const wanted = example.rank ?? 1;
  if (place === 0) return [fault(`is not diagnosed; got ${ids.join(', ') || 'nothing'}.`)];
  const faults =
    place === wanted ? [] : [fault(`is diagnosed in place ${place}, not ${wanted}: ${ids.join(', ')}.`)];
  const diagnosis = diagnoses[place - 1];
  const facts = diagnosis?.facts ?? {};
  for (const [name, value] of Object.entries(example.facts ?? {})) {
    if (facts[name] !== value)
      faults.push(fault(`fact ${name} is ${JSON.stringify(facts[name])}, not ${JSON.stringify(value)}.`));
  }
  if (diagnosis && wanted === 1) faults.push(...proveAnswers(diagnosis).map(fault));
  if (diagnosis) faults.push(...proveTexts(runbook, diagnosis).map(fault));
  const declared = declaredBeside(runbook, library);
  for (const id of ids) {
    if (id !== runbook.id && !declared.has(id))
      faults.push(fault(`${id} speaks here too. Declare it in related or explains, or make it quiet.`));
  }
  return faults;
}

/** A library may be put together otherwise than from checked files. */
function unknownSupported({ id, questions }: Runbook, known: ReadonlySet<string>): Disproof[] {
  return questions.flatMap(({ ask, yes, no }) =>
    [...(yes?.supports ?? []), ...(no?.supports ?? [])]
      .filter((other) => !known.has(other))
      .map((other) => ({
        runbook: id,
        example: ask,
        message: `speaks for ${other}, which is no runbook here. Correct its spelling, or bring it.`,
      })),
  );
}

/** Answers that all speak for a cause must not lower it, nor put another one before it. */
function proveAnswers(diagnosis: Diagnosis): string[] {
  const [first, ...others] = rankCauses(diagnosis, answersFor(diagnosis));
  const own = [first, ...others].find((cause) => cause?.isOriginal);
  if (!first || !own) return [];
  const lowered =
    own.confidence < own.was
      ? [`answers that speak for it lower it from ${own.was} to ${own.confidence}. Correct their weights.`]
      : [];
  return first === own
    ? lowered
    : [...lowered, `answers that speak for it put ${first.runbook} first. Correct their weights.`];
}

/** Every question answered the way that speaks for the cause; those without such an answer are left out. */
function answersFor({ questions }: Diagnosis): GivenAnswer[] {
  return questions.flatMap((question, i) => {
    const answer = (['yes', 'no'] as const).find((one) => (question[one]?.by ?? 0) > 0);
    return answer ? [{ question: i, ask: question.ask, answer, by: 'proof', atMs: 0 }] : [];
  });
}

function declaredBeside(runbook: Runbook, library: readonly Runbook[]): Set<string> {
  const naming = library.filter(
    ({ explains, related }) => explains.includes(runbook.id) || related.includes(runbook.id),
  );
  const floors = library.filter(({ floor }) => floor);
  return new Set([...naming, ...floors].map(({ id }) => id).concat(runbook.explains, runbook.related));
}

function proveQuiet(runbook: Runbook, example: Example, diagnoses: readonly Diagnosis[]): Disproof[] {
  const spoke = diagnoses.some((one) => one.runbook === runbook.id || one.explains.includes(runbook.id));
  return spoke
    ? [{ runbook: runbook.id, example: example.name, message: 'must stay quiet here, but speaks.' }]
    : [];
}

/** The texts patterns are matched against, of all records of the examples that fire. */
function recordTexts(runbook: Runbook): string[] {
  return runbook.examples.fires.flatMap(({ inputs }) =>
    inputs.flatMap(({ text }) =>
      observe(text, { name: 'example' }).observations.flatMap((one) =>
        one.kind === 'log' ? [one.text] : [],
      ),
    ),
  );
}
