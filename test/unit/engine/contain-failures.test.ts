import { afterEach, describe, expect, it, vi } from 'vitest';
import { createEngine } from '../../../src/engine/triage.ts';
import { createFailures } from '../../../src/failures.ts';
import type { Report } from '../../../src/model/diagnosis.ts';
import type { CompiledRunbook } from '../../../src/model/runbook.ts';
import type { Line } from '../../../src/observe/line.ts';
import { observeLines } from '../../../src/observe/observe.ts';
import { BLOCK_READERS } from '../../../src/observe/reader-order.ts';
import { renderMarkdown } from '../../../src/render/markdown.ts';
import { reportBlocks } from '../../../src/render/slack/answers/report-blocks.ts';
import { renderTerminal } from '../../../src/render/terminal/report.ts';
import { PLAIN } from '../../../src/render/terminal/text.ts';
import { compiledOf } from '../../support/runbook-of.ts';
import { triageText } from '../../support/triage-text.ts';

const LOG = '2026-11-22 05:02:13.494 [error] connection refused\n2026-11-22 05:02:14.494 [error] disk full\n';
const knowing = (id: string, text: string) =>
  compiledOf({
    id,
    signals: { seen: { says: id, confidence: 0.9, on: 'log', text: [text] } },
    when: 'seen',
  });
const refused = knowing('refused', 'connection refused');
const full = knowing('full', 'disk full');
const ids = ({ diagnoses }: Report) => diagnoses.map(({ runbook }) => runbook);

function throwing<T extends object>(one: T, property: keyof T): T {
  return Object.defineProperty({ ...one }, property, {
    enumerable: true,
    get: () => {
      throw new TypeError('broken');
    },
  });
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a reader that throws', () => {
  it.each(BLOCK_READERS.map((reader) => [reader.format, reader] as const))(
    'costs nothing but its own block: %s',
    (format, reader) => {
      vi.spyOn(reader, 'read').mockImplementation((lines, from) => {
        if (lines[from]?.text.includes('poison')) throw new TypeError('broken');
        return undefined;
      });

      const report = triageText([refused], `poison: 1\n${LOG}`, LOG);

      expect(ids(report)).toEqual(['refused']);
      expect(report.diagnoses[0]?.count).toBe(2);
      expect(report.inputs.map(({ records }) => records)).toEqual([3, 2]);
      expect(report.inputs[0]).toMatchObject({
        unreadLines: 1,
        failures: [{ what: format, message: 'broken', line: 1, count: 1 }],
      });
      expect(report.inputs[1]?.failures).toBeUndefined();
    },
  );

  it('is told in the report, for people, with the place', () => {
    vi.spyOn(BLOCK_READERS[0] ?? { read: () => undefined }, 'read').mockImplementation((lines, from) => {
      if (lines[from]?.text === 'poison') throw new TypeError('broken');
      return undefined;
    });

    const report = triageText([refused], `poison\n${LOG}`);

    const told = /Internal error in \S+ at input-1:1/;
    expect(renderTerminal(report, PLAIN).replaceAll(/\s+/g, ' ')).toMatch(told);
    expect(renderMarkdown(report)).toMatch(told);
    expect(JSON.stringify(reportBlocks(report))).toMatch(told);
  });

  it('while it reads a log record costs that record', () => {
    const failures = createFailures();
    const line = (number: number, text: string): Line => ({ number, text, verbatim: text });
    const cut = [line(1, 'first'), throwing({ ...line(2, 'x'), host: '' }, 'host'), line(3, 'third error')];

    const { observations, unread } = observeLines(cut, { name: 'x' }, () => 'x#1', failures);

    expect(observations.map(({ text }) => text)).toEqual(['first', 'third error']);
    expect(unread).toBeGreaterThanOrEqual(1);
    expect(failures.list()).toContainEqual({ what: 'log line', message: 'broken', line: 2, count: 1 });
  });
});

describe('a runbook that throws', () => {
  it.each([
    ['is detected', 'signals'],
    ['is weighed', 'when'],
    ['is written out', 'steps'],
  ] as const)('when it %s costs its own answer only', (_, property) => {
    const engine = createEngine([refused, full]);
    expect(ids(run(engine))).toEqual(['full', 'refused']);

    const report = run(createEngine([throwingLater(refused, property), full]));

    expect(ids(report)).toEqual(['full']);
    expect(report.failures).toMatchObject([{ what: 'runbook refused', message: 'broken' }]);
    expect(renderTerminal(report, PLAIN)).toContain('Internal error in runbook refused');
  });

  it('costs its own incidents only, and is told', () => {
    const triage = createEngine([throwingLater(refused, 'steps'), full]).start();
    feed(triage);

    const occurrences = triage.occurrences(() => 'host');

    expect(occurrences.map(({ diagnosis }) => diagnosis.runbook)).toEqual(['full']);
    expect(triage.failures()).toMatchObject([{ what: 'runbook refused' }]);
  });

  it('when it is rendered costs its own section only', () => {
    const report = triageText([refused, full], LOG);
    const [first, second] = report.diagnoses;
    if (!first || !second) throw new Error('two diagnoses are expected');
    const broken = { ...report, diagnoses: [throwing(first, 'steps'), second] };

    for (const shown of [renderTerminal(broken, PLAIN), renderMarkdown(broken)]) {
      expect(shown).toContain(second.title);
      expect(shown.replaceAll(/\s+/g, ' ')).toContain(`Internal error in rendering of ${first.runbook}`);
    }
    expect(JSON.stringify(reportBlocks(broken))).toContain(`rendering of ${first.runbook}`);
  });
});

/** Compiles its signals as usual and throws from then on. */
function throwingLater(runbook: CompiledRunbook, property: 'signals' | 'when' | 'steps'): CompiledRunbook {
  let asked = 0;
  const value = runbook[property];
  return Object.defineProperty({ ...runbook }, property, {
    enumerable: true,
    get: () => {
      if (property !== 'signals' || asked++ > 0) throw new TypeError('broken');
      return value;
    },
  });
}

function feed(triage: ReturnType<ReturnType<typeof createEngine>['start']>): void {
  const input = triage.open({ name: 'x' });
  input.write(new TextEncoder().encode(LOG));
  input.end();
}

function run(engine: ReturnType<typeof createEngine>): Report {
  const triage = engine.start();
  feed(triage);
  return triage.report();
}
