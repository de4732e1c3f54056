import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ERRNO_KINDS } from '../../../src/model/errno-spellings.ts';
import { readFailures } from '../../../src/runbooks/read-failures.ts';
import { root } from '../../support/run-halfopen.ts';

describe('the list of failures', () => {
  it('is what the engine runs with; if not: npm run failures', () => {
    const path = 'knowledge/failures.yml';

    const read = readFailures(path, readFileSync(join(root, path), 'utf8'));

    expect(read.faults).toEqual([]);
    expect(ERRNO_KINDS).toEqual(read.kinds);
  });

  it('gives no text two meanings', () => {
    const meanings = new Map<string, Set<string>>();
    for (const { errno, words, names, symbols } of ERRNO_KINDS)
      for (const text of [...words, ...names, ...symbols])
        meanings.set(text.toLowerCase(), (meanings.get(text.toLowerCase()) ?? new Set()).add(errno));

    const unclear = [...meanings].filter(([, errnos]) => errnos.size > 1);

    expect(unclear.map(([text]) => text)).toEqual([]);
  });

  it('tells where a key is wrong', () => {
    const { faults } = readFailures('f.yml', 'EPIPE:\n  means: "written too late"\n  wrods: [x]\n');

    expect(faults).toEqual([expect.objectContaining({ file: 'f.yml', line: 3, column: 3 })]);
  });
});
