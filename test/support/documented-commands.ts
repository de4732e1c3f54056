import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run-halfopen.ts';

/** A line of a shell block in a page for readers. */
export interface DocumentedCommand {
  file: string;
  text: string;
}

const BESIDE = [
  'README.md',
  'CONTRIBUTING.md',
  'runbooks/README.md',
  'samples/README.md',
  'samples/collector/README.md',
];

/** The pages for readers, by their paths in the repository: all of docs/, and those beside what they describe. */
function pages(): string[] {
  const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  return [...BESIDE, ...names.map((name) => `docs/${name}`)];
}

/** Every line of every shell block. */
export function documentedCommands(): DocumentedCommand[] {
  return pages().flatMap((file) => {
    const blocks = textOf(file).matchAll(/^ *```sh\n([^]*?)^ *```/gm);
    return [...blocks].flatMap(([, block = '']) =>
      block
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((text) => ({ file, text })),
    );
  });
}

/**
 * Whether a line runs the terminal program by itself, to its end. `doctor` needs an account, `report` an incident, `init` a person, and
 * `watch` and `triage --watch` follow logs for ever.
 */
export function isOfTerminal({ text }: DocumentedCommand): boolean {
  return /\bhalfopen(?:\.cjs)? (?!doctor|init|report|watch|triage --watch)[a-z]/.test(text);
}

/** What stands between back quotes in a sentence. */
export function quotedInSentences(): DocumentedCommand[] {
  return pages().flatMap((file) => {
    const sentences = textOf(file).replaceAll(/^ *```[^]*?^ *```/gm, '');
    return [...sentences.matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => ({ file, text }));
  });
}

function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
