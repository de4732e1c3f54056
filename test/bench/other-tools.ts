import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A program that does, in its own way, some of the same work: which command does it, on which sizes, and where to get it. */
export interface OtherTool {
  name: string;
  command: string;
  argsFor(log: string): string[];
  /** Slow tools are not given larger logs: half a minute is enough to know. */
  upToMb: number;
  package: string;
}

function escape(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}

function secRule(source: string, n: number): string {
  return `type=Single\nptype=RegExp\npattern=${source}\ndesc=rule ${n}\naction=none\n`;
}

function mtailProgram(sources: readonly string[]): string {
  return `counter hits by rule\n${sources.map((source, n) => `/${source}/ {\n  hits["${n}"]++\n}\n`).join('')}`;
}

/** Writes every tool's own rule files for the patterns into `folder`, and says how each is run. */
export function otherTools(folder: string, patterns: readonly string[]): OtherTool[] {
  const sources = patterns.map(escape);
  const list = join(folder, 'patterns');
  const rules = join(folder, 'sec.conf');
  const programs = join(folder, 'mtail');
  mkdirSync(programs);
  // Only mtail wants its slashes escaped; ripgrep refuses them so.
  writeFileSync(list, `${sources.map((source) => source.replaceAll(String.raw`\/`, '/')).join('\n')}\n`);
  writeFileSync(rules, sources.map(secRule).join('\n'));
  writeFileSync(join(programs, 'faults.mtail'), mtailProgram(sources));

  return [
    {
      name: 'naive loop',
      command: process.execPath,
      argsFor: (log) => [join(folder, 'naive-loop.mjs'), list, log],
      upToMb: 40,
      package: '',
    },
    {
      name: 'ripgrep',
      command: 'rg',
      argsFor: (log) => ['-z', '-c', '-f', list, log],
      upToMb: Number.POSITIVE_INFINITY,
      package: 'ripgrep',
    },
    {
      name: 'sec',
      command: 'sec',
      argsFor: (log) => [`--conf=${rules}`, `--input=${log}`, '--notail', '--quiet'],
      upToMb: 40,
      package: 'sec',
    },
    {
      name: 'mtail',
      command: 'mtail',
      argsFor: (log) => ['--one_shot', '--progs', programs, '--logs', log, '--port', '0', '--logtostderr'],
      upToMb: 40,
      package: 'mtail',
    },
  ];
}

/** Whether the program can be started here. */
export function isInstalled({ command }: OtherTool): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).error === undefined;
}
