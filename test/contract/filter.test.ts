import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runbookFiles } from '../../src/adapters/runbook-files.ts';
import { holdsRows } from '../../src/engine/holds-rows.ts';
import { createEngine } from '../../src/engine/triage.ts';
import { observe } from '../../src/observe/observe.ts';
import { RECORD_START } from '../../src/render/shippers/record-start.ts';
import { readRunbooks } from '../../src/runbooks/read-runbooks.ts';
import { generateLog } from '../bench/generate-log.ts';
import { compiledBuiltInRunbooks } from '../support/built-in-runbooks.ts';
import { root } from '../support/run-halfopen.ts';
import { runInProcess } from '../support/run-in-process.ts';
import { triageWith } from '../support/triage-text.ts';

interface Vector {
  sources: { halfopen_records: { include: string[]; multiline: { start_pattern: string } } };
  transforms: { halfopen: { condition: string } };
}
interface FluentBit {
  multiline_parsers: { rules: { state: string; regex: string }[] }[];
  pipeline: { inputs: { path: string }[]; filters: { regex: string }[] };
}

/** What a shipper does with a log: joins lines to records, and passes those that the pattern meets. */
type Shipper = (log: string) => string[];

async function printed<T>(...args: string[]): Promise<T> {
  const { stdout, code } = await runInProcess(['filter', ...args]);
  expect(code).toBe(0);
  return parse(stdout) as T;
}

async function vector(...args: string[]): Promise<Shipper> {
  const { sources, transforms } = await printed<Vector>('vector', ...args);
  const { condition } = transforms.halfopen;
  const pattern = condition.slice(condition.indexOf("r'") + 2, -2);
  return shipper(sources.halfopen_records.multiline.start_pattern, pattern, (text) => text.toLowerCase());
}

async function fluentBit(...args: string[]): Promise<Shipper> {
  const { multiline_parsers: parsers, pipeline } = await printed<FluentBit>('fluent-bit', ...args);
  const [start] = parsers[0]?.rules ?? [];
  const regex = pipeline.filters[0]?.regex ?? '';
  const pattern = regex.slice('log (?i:'.length, -1);
  return shipper(start?.regex.slice(1, -1) ?? '', pattern, (text) => text.toLowerCase());
}

function shipper(start: string, pattern: string, fold: (text: string) => string): Shipper {
  const [begins, passes] = [new RegExp(start), new RegExp(pattern)];
  return (log) => {
    const records: string[] = [];
    for (const line of log.trimEnd().split('\n'))
      if (records.length > 0 && !begins.test(line)) records.push(`${records.pop()}\n${line}`);
      else records.push(line);
    return records.filter((record) => passes.test(fold(record)));
  };
}

/** Every example that a runbook fires on. */
const examples = readRunbooks(runbookFiles(join(root, 'runbooks'))).runbooks.flatMap(
  ({ id, examples: { fires } }) => fires.map((example) => ({ runbook: id, example })),
);

const engine = createEngine(compiledBuiltInRunbooks());

/** Recorded incidents that a RabbitMQ's own log tells. */
const recorded = [
  'missed-heartbeats',
  'memory-alarm',
  'disk-alarm',
  'wrong-password',
  'broker-stopped',
  'tls-on-plain-port',
];

/** Whether a shipper would follow it: no table, configuration or metrics. */
function isLog(text: string): boolean {
  const lines = text.trimEnd().split('\n');
  const begun = lines.filter((line) => new RegExp(RECORD_START).test(line)).length;
  const isRead = observe(text, { name: '' }).observations.some(({ kind }) => kind === 'log');
  return isRead && begun / lines.length >= 0.4 && !holdsRows(Buffer.from(text), { name: '' });
}

/** The runbooks that no longer fire on an example of theirs, where logs come through the shipper. */
function missedBehind(ship: Shipper): string[] {
  const missed = examples.flatMap(({ runbook, example: { inputs } }) => {
    const triage = engine.start();
    inputs.forEach(({ role, text }, i) => {
      const input = triage.open({ name: `input ${i}`, ...(role ? { role } : {}) });
      input.write(Buffer.from(isLog(text) ? `${ship(text).join('\n')}\n` : text));
      input.end();
    });
    return triage.report().diagnoses.some((diagnosis) => diagnosis.runbook === runbook) ? [] : [runbook];
  });
  return [...new Set(missed)];
}

describe('the filter that is printed', () => {
  it('passes what runbooks need of logs, but for those that it names', async () => {
    const { stdout } = await runInProcess(['filter', 'vector']);
    const [, named = ''] = /^# These count healthy records as well.*: (.*)\.$/m.exec(stdout) ?? [];

    const missed = missedBehind(await vector());

    expect(missed).toEqual(['kafka-idle-disconnect', 'connection-churn', 'idle-connection-dropped']);
    expect(named.split(', ')).toEqual(expect.arrayContaining(missed));
  }, 120_000);

  it('passes the same records at Fluent Bit', async () => {
    const [one, other] = [await vector(), await fluentBit()];

    for (const { example } of examples)
      for (const { text } of example.inputs) expect(other(text)).toEqual(one(text));
  }, 120_000);

  it.each(recorded)('of one product passes what its recorded log tells: %s', async (folder) => {
    const ship = await vector('--product', 'rabbitmq-server', '--product', 'erlang-otp');
    const log = readFileSync(join(root, 'test/fixtures/recorded', folder, 'broker.log'), 'utf8');
    const told = (text: string) =>
      triageWith(engine, { role: 'broker', text }).diagnoses.map(({ runbook }) => runbook);

    expect(told(`${ship(log).join('\n')}\n`)).toEqual(told(log));
  });

  it('drops the healthy log of a busy broker, 99 lines of 100', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'halfopen-')), 'broker.log');
    generateLog(file, 1_000_000, 0);
    const log = readFileSync(file, 'utf8');

    const passed = (await vector())(log);

    expect(passed.length).toBeLessThan(log.split('\n').length / 100);
  });

  it('says which products there are where one is misspelt', async () => {
    const { stderr, code } = await runInProcess(['filter', 'vector', '--product', 'rabbitmq-sever']);

    expect(code).toBe(2);
    expect(stderr).toContain('Did you mean rabbitmq-server?');
  });
});
