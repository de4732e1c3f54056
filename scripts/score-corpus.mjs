#!/usr/bin/env node
/**
 * Scores triage on a folder of labelled cases, all of them in one process: `node scripts/score-corpus.mjs FOLDER`. A case is a folder
 * with a `case.json`: its inputs, the runbooks of which one is expected first (`none` where silence is right), and those that may stand
 * beside. Prints the cases that miss, and exits with 1 where too many do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LEAST_FOUND = 0.9;
const MOST_BESIDE_PER_CASE = 0.05;
const MOST_OUTPUT_BYTES = 1 << 30;
const program = join(dirname(fileURLToPath(import.meta.url)), '..', 'bin', 'halfopen.cjs');
const [folder = '.'] = process.argv.slice(2);

const cases = readdirSync(folder)
  .filter((name) => existsSync(join(folder, name, 'case.json')))
  .toSorted()
  .map((name) => ({ name, ...JSON.parse(readFileSync(join(folder, name, 'case.json'), 'utf8')) }));
const answers = triage(cases);

const results = cases.map(({ name, expect, also = [] }, i) => {
  const { diagnoses, error } = answers[i] ?? { error: 'no answer' };
  const ids = (diagnoses ?? []).map(({ runbook }) => runbook);
  const accepted = new Set([...expect, ...also]);
  return {
    ids,
    error,
    name,
    expect,
    isHealthy: expect.every((id) => id === 'none'),
    isFound: !error && expect.includes(ids[0] ?? 'none'),
    beside: ids.filter((id) => !accepted.has(id)),
  };
});
for (const { name, expect, ids, beside, isFound, error } of results) {
  if (isFound && beside.length === 0) continue;
  const noise = beside.length > 0 ? ` · noise ${beside.join(', ')}` : '';
  console.log(
    `${isFound ? '~' : '✗'} ${name}: expected ${expect.join('|')} · got ${ids.join(', ') || 'nothing'}${noise}${error ? ` · ${error}` : ''}`,
  );
}
const ill = results.filter(({ isHealthy }) => !isHealthy);
const found = ill.filter(({ isFound }) => isFound).length;
const healthy = results.filter(({ isHealthy }) => isHealthy);
const beside = results.reduce((sum, one) => sum + one.beside.length, 0) / Math.max(1, results.length);
console.log(
  `found ${found}/${ill.length} · silent ${healthy.filter(({ ids }) => ids.length === 0).length}/${healthy.length} · beside ${beside.toFixed(3)} a case`,
);
const isGood = found >= LEAST_FOUND * ill.length && beside <= MOST_BESIDE_PER_CASE;
process.exitCode = isGood && results.every(({ error }) => !error) ? 0 : 1;

/** The answers to all cases, in their order. */
function triage(all) {
  const input = all.map(({ name, inputs }) =>
    JSON.stringify({ id: name, inputs: inputs.map((one) => inputOf(name, one)) }),
  );
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'triage', '--batch'], {
    input: input.join('\n'),
    maxBuffer: MOST_OUTPUT_BYTES,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`triage --batch ended with ${status}: ${stderr}`);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

function inputOf(name, { file, role }) {
  const path = join(folder, name, file);
  return { text: readFileSync(path, 'utf8'), role, name: path };
}
