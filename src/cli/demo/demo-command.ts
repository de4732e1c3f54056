import { join, relative } from 'node:path';
import { packageRoot } from '../../adapters/package-files.ts';
import { HalfopenError } from '../../errors.ts';
import { didYouMean } from '../../interactions/did-you-mean.ts';
import type { Terminal } from '../terminal.ts';
import type { StyleOptions } from '../terminal-style.ts';
import { triageCommand } from '../triage-command.ts';
import { DEMO_SAMPLES, type DemoSample } from './demo-samples.ts';

/** `halfopen demo`: shows what to type for a recorded incident, and what comes out. Throws `sample-unknown`. */
export async function demoCommand(
  name: string | undefined,
  options: StyleOptions & { verbose?: boolean },
  terminal: Terminal,
): Promise<void> {
  const sample = find(name);
  const files = sample.inputs.map((input) => locate(sample, input));
  terminal.stdout.write(`# ${sample.what}\n$ halfopen triage ${files.join(' ')}\n\n`);
  await triageCommand(files, { ...options, lang: 'en', pager: false }, terminal);
  const others = DEMO_SAMPLES.filter((one) => one !== sample);
  const width = Math.max(...others.map((one) => one.name.length));
  terminal.stdout.write(
    `\nOthers\n${others.map((one) => `  halfopen demo ${one.name.padEnd(width)}  ${one.what}\n`).join('')}`,
  );
}

function find(name: string | undefined): DemoSample {
  const names = DEMO_SAMPLES.map((one) => one.name);
  const sample = name === undefined ? DEMO_SAMPLES[0] : DEMO_SAMPLES.find((one) => one.name === name);
  if (sample) return sample;
  const close = didYouMean(name ?? '', names);
  throw new HalfopenError({
    code: 'sample-unknown',
    message: `there is no sample ${name ?? ''}.`,
    hint: close ? `Did you mean ${close}?` : `There are ${names.join(', ')}.`,
  });
}

/** The argument as somebody would type it here: a short path where the package lies below, the whole one elsewhere. */
function locate({ name }: DemoSample, input: string): string {
  const file = input.slice(input.indexOf('=') + 1);
  const path = join(packageRoot(), 'samples', name, file);
  const near = relative(process.cwd(), path);
  return `${input.slice(0, input.length - file.length)}${near.startsWith('..') ? path : near}`;
}
