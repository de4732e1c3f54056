import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Engine } from '../../src/engine/triage.ts';
import type { Diagnosis } from '../../src/model/diagnosis.ts';
import { ROLES } from '../../src/model/input.ts';

/** One labelled incident: a folder with `case.json` and the files that it names. `expect` is `["none"]` for healthy evidence. */
const CASE = z.object({
  inputs: z.array(z.object({ file: z.string(), role: z.enum(ROLES).nullish() })),
  expect: z.array(z.string()),
  must_mention: z.array(z.coerce.string()).default([]),
});

export interface Answered {
  id: string;
  expect: readonly string[];
  mustMention: readonly string[];
  diagnoses: readonly Diagnosis[];
}

/** Triages every case of a folder. */
export function answerCases(engine: Engine, folder: string): Answered[] {
  return readdirSync(folder)
    .toSorted()
    .map((id) => {
      const labelled = CASE.parse(JSON.parse(readFileSync(join(folder, id, 'case.json'), 'utf8')));
      const triage = engine.start();
      for (const { file, role } of labelled.inputs) {
        const input = triage.open({ name: file, ...(role ? { role } : {}) });
        input.write(readFileSync(join(folder, id, file)));
        input.end();
      }
      const { diagnoses } = triage.report();
      return { id, expect: labelled.expect, mustMention: labelled.must_mention, diagnoses };
    });
}

/** Right first time, silent where nothing is wrong, and values quoted, each as a share. */
export function scoreCases(answered: readonly Answered[]): {
  right: number;
  silent: number;
  quoted: number;
} {
  const [healthy, sick] = [answered.filter(isHealthy), answered.filter((one) => !isHealthy(one))];
  const wanted = answered.flatMap(({ mustMention, diagnoses: [first] }) =>
    mustMention.map((value) => JSON.stringify(first ?? '').includes(value)),
  );
  return {
    right: share(sick.map(isRight)),
    silent: share(healthy.map(({ diagnoses }) => diagnoses.length === 0)),
    quoted: share(wanted),
  };
}

const BANDS = [0.35, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** How sure the first diagnoses were, band by band, and how often they were right; `error` is the mean distance of the two. */
export function calibration(answered: readonly Answered[]): {
  bands: { from: number; to: number; answers: number; stated: number; right: number }[];
  error: number;
} {
  const told = answered.flatMap((one) =>
    one.diagnoses[0] ? [{ sure: one.diagnoses[0].confidence, right: isRight(one) }] : [],
  );
  const bands = BANDS.slice(1).flatMap((to, i) => {
    const from = BANDS[i] ?? 0;
    const within = told.filter(({ sure }) => sure >= from && (sure < to || to === 1));
    if (within.length === 0) return [];
    const stated = within.reduce((sum, { sure }) => sum + sure, 0) / within.length;
    return [{ from, to, answers: within.length, stated, right: share(within.map(({ right }) => right)) }];
  });
  const error = bands.reduce(
    (sum, { answers, stated, right }) => sum + (answers / told.length) * Math.abs(stated - right),
    0,
  );
  return { bands, error };
}

function isHealthy({ expect }: Answered): boolean {
  return expect.every((id) => id === 'none');
}

function isRight({ expect, diagnoses: [first] }: Answered): boolean {
  return expect.includes(first?.runbook ?? 'none');
}

function share(all: readonly boolean[]): number {
  return all.length === 0 ? 1 : all.filter(Boolean).length / all.length;
}
