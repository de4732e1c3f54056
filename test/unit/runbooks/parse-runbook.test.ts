import { describe, expect, it } from 'vitest';
import { readRunbooks } from '../../../src/runbooks/read-runbooks.ts';
import { formatFault } from '../../../src/runbooks/runbook-fault.ts';
import { scaffoldRunbook } from '../../../src/runbooks/scaffold-runbook.ts';

const GOOD = scaffoldRunbook('dry-pump', '2026-01-02');

function faultsOf(source: string, path = 'own/dry-pump.yml'): string[] {
  return readRunbooks([{ path, source }]).faults.map(formatFault);
}

/** The line and column, counted from 1, at which `needle` stands. */
function placeOf(source: string, needle: string): string {
  const before = source.slice(0, source.indexOf(needle)).split('\n');
  return `${before.length}:${(before.at(-1)?.length ?? 0) + 1}`;
}

function broken(find: string, replacement: string): string {
  const source = GOOD.replace(find, replacement);
  expect(source).not.toBe(GOOD);
  return source;
}

describe('a runbook file', () => {
  it('as scaffolded has no fault', () => {
    expect(faultsOf(GOOD)).toEqual([]);
  });

  it.each([
    { fault: 'broken YAML', find: 'title: Say', put: 'title: "Say', says: 'is not valid YAML' },
    {
      fault: 'a misspelt key',
      find: 'severity:',
      put: 'sevrity:',
      at: 'sevrity',
      says: '"sevrity" is no key of a runbook',
    },
    {
      fault: 'an unknown severity',
      find: 'severity: warning',
      put: 'severity: urgent',
      at: 'urgent',
      says: 'severity',
    },
    {
      fault: 'a window without a unit',
      find: 'confidence: 0.8',
      put: 'within: "30"',
      at: '"30"',
      says: 'Write 500ms, 30s, 5m',
    },
    {
      fault: 'a bad count',
      find: 'confidence: 0.8',
      put: 'count: many',
      at: 'many',
      says: 'is no comparison',
    },
    {
      fault: 'an unknown field',
      find: 'confidence: 0.8',
      put: 'where: {queu: orders}',
      at: 'queu:',
      says: '"queu" is no field of log',
    },
    {
      fault: 'an unknown blank',
      find: '{count} times',
      put: '{cuont} times',
      at: '"What happened',
      says: '{cuont} is captured by no signal',
    },
    {
      fault: 'an unknown signal',
      find: 'when: seen-in-log',
      put: 'when: seen-in-dreams',
      at: 'seen-in-dreams',
      says: 'is no signal here',
    },
    {
      fault: 'look-around',
      find: 'text: ["example',
      put: 'regex: ["(?=x)example',
      at: '"(?=x)',
      says: 'without look-around',
    },
    {
      fault: 'a pattern that meets anything',
      find: 'text: ["example of dry pump"]',
      put: 'regex: ["\\\\d+ .* \\\\w+"]',
      at: '"\\\\d+',
      says: 'demands no fixed text',
    },
    {
      fault: 'an unknown runbook',
      find: 'references:',
      put: 'explains: [no-such]\nreferences:',
      at: 'no-such',
      says: '"no-such" is no runbook',
    },
    { fault: 'no near miss', find: '  quiet:', put: '  silent:', at: 'silent:', says: '"silent" is no key' },
  ])('with $fault is refused with its place and the mend', ({ find, put, at, says }) => {
    const source = broken(find, put);

    const faults = faultsOf(source);

    expect(faults.join('\n')).toContain(says);
    if (at)
      expect(faults.find((fault) => fault.includes(says))).toContain(
        `own/dry-pump.yml:${placeOf(source, at)} `,
      );
  });

  it('tells all its faults at once', () => {
    const source = broken('severity: warning', 'severity: urgent').replace(
      'confidence: 0.8',
      'confidence: 80',
    );

    expect(faultsOf(source)).toHaveLength(2);
  });

  it('must bear the name of its id', () => {
    expect(faultsOf(GOOD, 'own/wet-pump.yml')[0]).toContain('id "dry-pump" is not the file\'s name');
  });

  it('may not take the id of another', () => {
    const { faults } = readRunbooks([
      { path: 'a/dry-pump.yml', source: GOOD },
      { path: 'b/dry-pump.yml', source: GOOD },
    ]);

    expect(faults.map(formatFault)[0]).toContain('is taken by a/dry-pump.yml');
  });
});
