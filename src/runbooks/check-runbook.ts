import { RE2JS } from 're2js';
import { FIELDS } from '../model/fields.ts';
import type { Condition, ObservedSignal, Runbook, SignalRule } from '../model/runbook.ts';
import { blanksOf, capturesOf } from './blanks.ts';
import { checkSteps } from './check-steps.ts';
import { checkTexts } from './check-texts.ts';
import type { ParsedRunbook } from './parse-runbook.ts';
import { requiredLiterals } from './required-literals.ts';
import type { RunbookFault } from './runbook-fault.ts';
import { CONDITION_KEYS } from './signal-schema.ts';

/** A pattern whose fixed text is shorter than this meets records by chance and slows the literal index. */
const SHORTEST_LITERAL = 5;

type Path = readonly PropertyKey[];
type Report = (path: Path, message: string, target?: 'value' | 'key') => void;

/** Checks what the schema can't: names that must exist, patterns that must run in linear time, blanks that must be captured. */
export function checkRunbook(file: string, { runbook, locate }: ParsedRunbook): RunbookFault[] {
  if (!runbook) return [];
  const faults: RunbookFault[] = [];
  const report: Report = (path, message, target) => faults.push({ file, ...locate(path, target), message });
  for (const [name, rule] of Object.entries(runbook.signals))
    checkSignal(['signals', name], rule, runbook, report);
  checkCondition(['when'], runbook.when, runbook, report);
  for (const list of ['supports', 'against'] as const) {
    runbook[list].forEach(({ signal }, i) => checkName([list, i, 'signal'], signal, runbook, report));
  }
  if (runbook.clears !== undefined) checkName(['clears'], runbook.clears, runbook, report);
  checkAnswers(runbook, report);
  checkUnused(runbook, report);
  checkBlanks(runbook, report);
  checkTexts(runbook, report);
  checkSteps(runbook, report);
  return faults;
}

function checkSignal(path: Path, rule: SignalRule, runbook: Runbook, report: Report): void {
  if ('sequence' in rule)
    rule.sequence.forEach((name, i) => checkName([...path, 'sequence', i], name, runbook, report));
  else if ('together' in rule)
    rule.together.forEach((name, i) => checkName([...path, 'together', i], name, runbook, report));
  else if ('absent' in rule) {
    checkName([...path, 'absent'], rule.absent, runbook, report);
    checkName([...path, 'after'], rule.after, runbook, report);
  } else checkObserved(path, rule, runbook, report);
}

function checkObserved(path: Path, rule: ObservedSignal, runbook: Runbook, report: Report): void {
  const known = new Set([...Object.keys(FIELDS[rule.on]), ...capturesOf(rule)]);
  const checkField = (at: Path, field: string, target?: 'key') => {
    if (!known.has(field))
      report(at, `"${field}" is not a field of ${rule.on}. It has ${[...known].join(', ')}.`, target);
  };
  for (const field of Object.keys(rule.where ?? {})) checkField([...path, 'where', field], field, 'key');
  rule.per?.forEach((field, i) => checkField([...path, 'per', i], field));
  for (const { at, field, to } of referencesOf(rule)) {
    if (field !== undefined) checkField([...path, ...at, 'field'], field);
    if (to !== undefined) checkName([...path, ...at, 'to'], to, runbook, report);
  }
  for (const list of ['regex', 'with', 'except'] as const) {
    rule[list]?.forEach((source, i) => checkPattern([...path, list, i], source, list === 'regex', report));
  }
}

/** The conditions and curves of a rule that name a field or another signal, and where they stand. */
function referencesOf(rule: ObservedSignal): { at: Path; field?: string; to?: string }[] {
  const conditions = Object.entries(rule).filter(
    ([key, value]) => CONDITION_KEYS.includes(key) && typeof value === 'object',
  );
  return [
    ...conditions.map(([key, value]) => ({ ...(value as { field?: string; to?: string }), at: [key] })),
    ...(rule.curves ?? []).map((curve, i) => ({ ...curve, at: ['curves', i] })),
  ];
}

function checkPattern(path: Path, source: string, needsLiteral: boolean, report: Report): void {
  try {
    RE2JS.compile(source);
    if (!needsLiteral || hasLongLiterals(requiredLiterals(source))) return;
  } catch (error) {
    const found = (error as Error).message;
    report(
      path,
      `is not an RE2 pattern (${found}). Write it without look-around, back-references and (?flags).`,
    );
    return;
  }
  report(
    path,
    `demands no fixed text of ${SHORTEST_LITERAL} characters, so it would run on every line. Add one that always occurs.`,
  );
}

function hasLongLiterals(literals: readonly string[]): boolean {
  return literals.length > 0 && literals.every((literal) => literal.length >= SHORTEST_LITERAL);
}

function checkCondition(path: Path, condition: Condition, runbook: Runbook, report: Report): void {
  if (typeof condition === 'string') return checkName(path, condition, runbook, report);
  if ('not' in condition) return checkCondition([...path, 'not'], condition.not, runbook, report);
  const key = 'all' in condition ? 'all' : 'any';
  const members = 'all' in condition ? condition.all : condition.any;
  members.forEach((member, i) => checkCondition([...path, key, i], member, runbook, report));
}

function checkName(path: Path, name: string, runbook: Runbook, report: Report): void {
  if (!(name in runbook.signals)) {
    report(
      path,
      `"${name}" is not a signal of this runbook. There are ${Object.keys(runbook.signals).join(', ')}.`,
    );
  }
}

function checkAnswers(runbook: Runbook, report: Report): void {
  runbook.questions.forEach(({ yes, no }, i) => {
    for (const [answer, weight] of Object.entries({ yes, no })) {
      const itself = weight?.supports?.indexOf(runbook.id) ?? -1;
      if (itself >= 0)
        report(
          ['questions', i, answer, 'supports', itself],
          `"${runbook.id}" is this runbook itself, which "by" moves. Name others only.`,
        );
    }
    for (const [answer, weight] of Object.entries({ yes, no })) {
      const missing = weight?.drops?.findIndex((step) => step > runbook.steps.length) ?? -1;
      if (missing >= 0)
        report(
          ['questions', i, answer, 'drops', missing],
          `there is no step ${weight?.drops?.[missing]}: this runbook has ${runbook.steps.length}. Steps are counted from 1.`,
        );
    }
    if (yes && no && Math.sign(yes.by) === Math.sign(no.by))
      report(
        ['questions', i, 'no', 'by'],
        'an answer must speak for or against; both do the same. Turn one sign round, or leave one weight out.',
      );
  });
}

function checkUnused(runbook: Runbook, report: Report): void {
  const used = JSON.stringify([
    runbook.when,
    runbook.supports,
    runbook.against,
    runbook.clears ?? '',
    Object.values(runbook.signals).map((rule) => ('on' in rule ? referencesOf(rule) : rule)),
  ]);
  for (const name of Object.keys(runbook.signals)) {
    if (!used.includes(`"${name}"`))
      report(
        ['signals', name],
        `"${name}" is used nowhere. Name it in when, supports or against, or remove it.`,
        'key',
      );
  }
}

/** Facts that every diagnosis has, or may have. */
const DERIVED_FACTS = ['count', 'product', 'service', 'serverHost', 'serverPort'];

function checkBlanks(runbook: Runbook, report: Report): void {
  const known = new Set([...DERIVED_FACTS, ...(runbook.told ? Object.keys(FIELDS.telling) : [])]);
  for (const rule of Object.values(runbook.signals)) {
    if (!('on' in rule)) continue;
    for (const name of [...Object.keys(FIELDS[rule.on]), ...capturesOf(rule)]) known.add(name);
  }
  for (const { path, name } of blanksOf(runbook)) {
    if (!known.has(name))
      report(path, `{${name}} is captured by no signal. Capture it, or correct its spelling.`);
  }
}
