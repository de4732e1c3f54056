import type { Diagnosis } from './model/diagnosis.ts';
import type { Example, Runbook } from './model/runbook.ts';
import { observe } from './observe/observe.ts';
import { compileRunbook } from './runbooks/compile-runbook.ts';
import { unmetAlternatives } from './runbooks/unmet-alternatives.ts';
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
export function proveRunbooks(library: readonly Runbook[], proved: readonly Runbook[] = library): Disproof[] {
  const engine = createEngine(library.map(compileRunbook));
  const diagnosesOf = (example: Example): readonly Diagnosis[] => {
    const triage = engine.start();
    example.inputs.forEach(({ role, text }, i) => {
      const input = triage.open({ name: `input ${i + 1}`, ...(role ? { role } : {}) });
      input.write(new TextEncoder().encode(text));
      input.end();
    });
    return triage.report().diagnoses;
  };
  return proved.flatMap((runbook) => [
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
  const facts = diagnoses[place - 1]?.facts ?? {};
  for (const [name, value] of Object.entries(example.facts ?? {})) {
    if (facts[name] !== value)
      faults.push(fault(`fact ${name} is ${JSON.stringify(facts[name])}, not ${JSON.stringify(value)}.`));
  }
  const declared = declaredBeside(runbook, library);
  for (const id of ids) {
    if (id !== runbook.id && !declared.has(id))
      faults.push(fault(`${id} speaks here too. Declare it in related or explains, or make it quiet.`));
  }
  return faults;
}

function declaredBeside(runbook: Runbook, library: readonly Runbook[]): Set<string> {
  const naming = library.filter(
    ({ explains, related }) => explains.includes(runbook.id) || related.includes(runbook.id),
  );
  return new Set([...runbook.explains, ...runbook.related, ...naming.map(({ id }) => id)]);
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
