import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { folderOf, judge } from './lab/judge.ts';
import { page } from './lab/page.ts';
import { EVIDENCE, evidenceOf } from './lab/situation.ts';
import { SITUATIONS } from './lab/situations.ts';
import { builtInEngine } from './support/built-in-runbooks.ts';

const test = dirname(fileURLToPath(import.meta.url));
const engine = builtInEngine();
const cells = SITUATIONS.flatMap((situation) => judge(engine, test, situation));

describe('a situation of the laboratory, by what was recorded of it,', () => {
  it.each(cells.map((cell) => [cell.situation.name, cell.evidence, cell] as const))(
    '%s is told as it should be from: %s',
    (_name, _evidence, { wrong }) => expect(wrong).toBeUndefined(),
  );

  it('is never excused where both ends were looked at', () => {
    const excused = cells.filter(
      ({ evidence, exception }) => evidence === 'both' && exception && !('knownMiss' in exception),
    );

    expect(excused.map(({ situation }) => situation.name)).toEqual([]);
  });

  it.each(SITUATIONS.map((one) => [one.name, one] as const))(
    '%s has all files that it names',
    (_name, one) => {
      // A capture is kept as a file only where it was recorded since.
      const evidences = EVIDENCE.filter((evidence) => evidence !== 'pcap');
      const files = evidences.flatMap((evidence) => evidenceOf(one, evidence).map(({ file }) => file));
      const missing = files.filter((file) => !existsSync(join(folderOf(test, one), file)));

      expect(missing).toEqual([]);
    },
  );

  it.each(SITUATIONS.map(({ name }) => name))('%s can be recorded anew', (name) => {
    expect(existsSync(join(test, 'record', `${name}.sh`))).toBe(true);
  });
});

it('the page of the laboratory is current: npm run lab -- --recorded', () => {
  expect(readFileSync(join(test, '../docs/laboratory.md'), 'utf8')).toBe(page(cells));
});
