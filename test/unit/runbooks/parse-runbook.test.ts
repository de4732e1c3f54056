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
      says: '"sevrity" is not a key of a runbook',
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
      says: 'is not a comparison',
    },
    {
      fault: 'an unknown field',
      find: 'confidence: 0.8',
      put: 'where: {queu: orders}',
      at: 'queu:',
      says: '"queu" is not a field of log',
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
      says: 'is not a signal of this runbook',
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
    {
      fault: 'no near miss',
      find: '  quiet:',
      put: '  silent:',
      at: 'silent:',
      says: '"silent" is not a key',
    },
  ])('with $fault is refused with its place and the hint', ({ find, put, at, says }) => {
    const source = broken(find, put);

    const faults = faultsOf(source);

    expect(faults.join('\n')).toContain(says);
    if (at)
      expect(faults.find((fault) => fault.includes(says))).toContain(
        `own/dry-pump.yml:${placeOf(source, at)} `,
      );
  });

  it.each([
    {
      fault: 'an answer that speaks for an unknown runbook',
      find: 'no: {by: -1}',
      put: 'no: {by: -1, supports: [no-such]}',
      at: 'no-such',
      says: '"no-such" is no runbook. Correct its spelling.',
    },
    {
      fault: 'an answer that speaks for the runbook itself',
      find: 'no: {by: -1}',
      put: 'no: {by: -1, supports: [dry-pump]}',
      at: 'dry-pump]',
      says: '"dry-pump" is this runbook itself, which "by" moves. Name others only.',
    },
    {
      fault: 'a question whose answers do the same',
      find: 'no: {by: -1}',
      put: 'no: {by: 0.5}',
      at: '0.5}',
      says: 'an answer must speak for or against; both do the same. Turn one sign round, or leave one weight out.',
    },
    {
      fault: 'an answer that moves nothing',
      find: 'no: {by: -1}',
      put: 'no: {by: 0}',
      at: '0}',
      says: 'questions.0.no.by: is 0, which moves nothing. Say how much, or leave this answer without a weight.',
    },
    {
      fault: 'an answer that weighs more than proof',
      find: 'yes: {by: 1}',
      put: 'yes: {by: 5}',
      at: '5}',
      says: 'questions.0.yes.by: has to be at most 4.',
    },
    {
      fault: 'a key of an answer by its earlier name',
      find: 'yes: {by: 1}',
      put: 'yes: {by: 1, speaksFor: [dry-pump]}',
      at: 'speaksFor',
      says: '"speaksFor" is now called "supports". Rename it.',
    },
    {
      fault: 'a sampled signal by its earlier key',
      find: 'confidence: 0.8',
      put: 'sampled: true',
      at: 'sampled',
      says: '"sampled" is now called "sample". Rename it.',
    },
    {
      fault: 'a condition on first sight by its earlier key',
      find: 'confidence: 0.8',
      put: 'fresh: {field: client, after: 10m}',
      at: 'fresh',
      says: '"fresh" is now called "firstSeenAfter". Rename it.',
    },
    {
      fault: 'versions that are no range',
      find: '{name: your-product}',
      put: '{name: your-product, versions: "3.6 or later"}',
      at: '"3.6 or later"',
      says: 'products.0.versions: is not a version range. Write ">=3.8.17" or ">=3.6 <4.0".',
    },
    {
      fault: 'a misspelt key of an answer',
      find: 'yes: {by: 1}',
      put: 'yes: {by: 1, speakFor: [dry-pump]}',
      at: 'speakFor',
      says: '"speakFor" is not a key of a runbook here. Remove it, or correct its spelling.',
    },
  ])('with $fault gets exactly that fault', ({ find, put, at, says }) => {
    const source = broken(find, put);

    expect(faultsOf(source)).toEqual([`own/dry-pump.yml:${placeOf(source, at)} ${says}`]);
  });

  it('whose questions have no weights, or one on one answer only, has no fault', () => {
    expect(faultsOf(broken('    yes: {by: 1}\n    no: {by: -1}\n', ''))).toEqual([]);
    expect(faultsOf(broken('    no: {by: -1}\n', ''))).toEqual([]);
  });

  it('may let an answer speak for a runbook it is read beside', () => {
    const source = broken('no: {by: -1}', 'no: {by: -1, supports: [wet-pump]}');

    expect(readRunbooks([{ path: 'own/dry-pump.yml', source }], [{ id: 'wet-pump' }]).faults).toEqual([]);
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
