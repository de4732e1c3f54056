import { createReadStream, createWriteStream, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { FAULT_PATTERNS } from './fault-patterns.ts';
import { generateLog } from './generate-log.ts';
import { manyLiterals, measureIndex } from './measure-index.ts';
import { isInstalled, type OtherTool, otherTools } from './other-tools.ts';
import { type Run, runProgram } from './run-program.ts';
import { FORMS, wrapLog } from './wrap-log.ts';

/** The size in MB on which the parts are measured by themselves, gzip, and an incident's own log. */
const MIDDLE_MB = 40;
/** Of 100,000 records so many are faults in an incident's own log: about half of its lines. */
const BUSY_FAULTS = 33_000;

const PASTED = `2026-03-14 06:00:02.140 [error] <0.1234.0> closing AMQP connection <0.1234.0> (10.20.0.7:41234 -> 10.20.0.5:5672):
missed heartbeats from client, timeout: 60s
Error: write EPIPE
`;
const STARTS = 10;

interface Setting {
  /** The terminal program to measure. */
  program: string;
  /** Where generated files go; the caller removes it. */
  folder: string;
  /** Sizes of logs in MB. */
  sizes: readonly number[];
}

interface Log {
  path: string;
  mb: number;
  lines: number;
}

function say(name: string, value: number, unit: string): void {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  console.log(`${name}: ${value.toFixed(digits)} ${unit}`);
}

/** Three runs of what is quick, one of what takes long. */
function timesFor(mb: number): number {
  return mb > MIDDLE_MB ? 2 : 3;
}

function triage(program: string, path: string, times: number): Promise<Run | undefined> {
  return runProgram(process.execPath, [program, 'triage', '--json', path], times);
}

async function compareWith(tool: OtherTool, ours: Run, log: Log, label: string): Promise<void> {
  if (log.mb > tool.upToMb) return;
  const isSlow = tool.upToMb <= MIDDLE_MB && log.mb >= MIDDLE_MB;
  const theirs = await runProgram(tool.command, tool.argsFor(log.path), isSlow ? 1 : timesFor(log.mb));
  if (theirs === undefined) return console.log(`${label}, ${tool.name}: not finished in 180 s`);
  say(`${label}, ${tool.name}`, log.mb / (theirs.ms / 1000), 'MB/s');
  if (theirs.peakMib !== undefined) say(`${label}, ${tool.name}, peak memory`, theirs.peakMib, 'MiB');
  say(`${label}, times faster than ${tool.name}`, theirs.ms / ours.ms, 'x');
}

async function measureSize(
  program: string,
  log: Log,
  tools: readonly OtherTool[],
  label: string,
): Promise<void> {
  const ours = await triage(program, log.path, timesFor(log.mb));
  if (ours === undefined) return console.log(`${label}, halfopen triage: not finished in 180 s`);
  say(`${label}, halfopen triage`, log.mb / (ours.ms / 1000), 'MB/s');
  say(`${label}, halfopen triage`, log.lines / ours.ms / 1000, 'million lines/s');
  if (ours.peakMib !== undefined) say(`${label}, halfopen triage, peak memory`, ours.peakMib, 'MiB');
  for (const tool of tools) await compareWith(tool, ours, log, label);
}

async function measureParts(log: Log): Promise<void> {
  const label = `${log.mb} MB, literal index`;
  const ten = await measureIndex(log.path, manyLiterals(10), 5);
  for (const count of [62, 300, 1000]) {
    const { scanMs, totalMs } = await measureIndex(log.path, manyLiterals(count), 5);
    say(`${label}, ${count} patterns, scan alone`, log.mb / (scanMs / 1000), 'MB/s');
    say(`${label}, ${count} patterns, with reading and cutting out`, log.mb / (totalMs / 1000), 'MB/s');
    say(`${label}, time from 10 to ${count} patterns`, scanMs / ten.scanMs, 'x');
  }
}

/** What a paste of three lines costs beside Node itself. */
async function measureStart(program: string, folder: string): Promise<void> {
  const path = join(folder, 'pasted.log');
  writeFileSync(path, PASTED);
  const ours = await triage(program, path, STARTS);
  const nothing = await runProgram(process.execPath, ['-e', '0'], STARTS);
  if (ours === undefined || nothing === undefined) return console.log('three lines: not finished in 180 s');
  say('three lines, processor time of node -e 0', ours.ms / nothing.ms, 'x');
  if (ours.peakMib !== undefined) say('three lines, peak memory', ours.peakMib, 'MiB');
}

async function measureBusy(program: string, folder: string, tools: readonly OtherTool[]): Promise<void> {
  const path = join(folder, 'busy.log');
  const { lines } = generateLog(path, MIDDLE_MB * 1e6, BUSY_FAULTS);
  const quick = tools.filter(({ name }) => name === 'ripgrep' || name === 'naive loop');
  await measureSize(program, { path, mb: MIDDLE_MB, lines }, quick, `${MIDDLE_MB} MB, half faults`);
  rmSync(path);
}

/** The same log as collectors wrap it: how fast, in how much memory. */
async function measureForms(program: string, log: Log, tools: readonly OtherTool[]): Promise<void> {
  const quick = tools.filter(({ name }) => name === 'ripgrep' || name === 'naive loop');
  for (const form of FORMS) {
    const path = `${log.path}.wrapped`;
    await wrapLog(log.path, path, form);
    await measureSize(program, { ...log, path }, quick, `${log.mb} MB as ${form.name}`);
    rmSync(path);
  }
}

async function pack(path: string): Promise<string> {
  await pipeline(createReadStream(path), createGzip({ level: 6 }), createWriteStream(`${path}.gz`));
  return `${path}.gz`;
}

/**
 * Measures the processor time of whole processes on generated logs, and beside them, in the same run and so on the same machine in the
 * same mood, other tools with 62 of the same fault texts. Prints `name: value unit` lines; the ratios are what holds elsewhere.
 */
export async function bench({ program, folder, sizes }: Setting): Promise<void> {
  const all = otherTools(folder, FAULT_PATTERNS);
  const tools = all.filter(isInstalled);
  for (const { name, package: from } of all.filter((tool) => !tools.includes(tool))) {
    console.log(`${name}: not installed (Debian: apt-get install ${from})`);
  }

  await measureStart(program, folder);
  for (const mb of sizes) {
    const path = join(folder, `rabbitmq-${mb}.log`);
    const log: Log = { path, mb, lines: generateLog(path, mb * 1e6).lines };
    await measureSize(program, log, tools, `${mb} MB`);
    if (mb === MIDDLE_MB) {
      await measureParts(log);
      const packed = { ...log, path: await pack(path) };
      const unpackers = tools.filter(({ name }) => name === 'ripgrep');
      await measureSize(program, packed, unpackers, `${mb} MB in gzip`);
      await measureForms(program, log, tools);
      await measureBusy(program, folder, tools);
    }
    rmSync(path);
  }
}
