import { unfilledCommand } from '../../src/model/blank.ts';
import type { CompiledRunbook, Step } from '../../src/model/runbook.ts';
import { unfilled } from '../../src/model/text-template.ts';

/** A runbook as a page in Markdown: what it is, how it is recognised, what to ask and to do. */
export function runbookPage(runbook: CompiledRunbook): string {
  const {
    id,
    title,
    severity,
    products,
    summary,
    cause,
    impact,
    falsePositives,
    questions,
    steps,
    references,
  } = runbook;
  // What has no confidence is only compared with.
  const says = Object.values(runbook.signals).flatMap(({ says: text, confidence }) =>
    confidence > 0 ? `- ${prose(text)}` : [],
  );
  return [
    `# ${prose(title)}`,
    `**${severity}** · \`${id}\` · ${products.map(({ name, versions = '' }) => `${name} ${versions}`.trim()).join(', ')}`,
    prose(summary),
    `## Why\n${prose(cause)}`,
    `## What it means\n${prose(impact)}`,
    `## What to do\n${steps.map(stepOf).join('\n')}`,
    `## What to ask\n${questions.map(({ ask, ifYes, ifNo }) => `- **${prose(ask)}** Yes: ${prose(ifYes)} No: ${prose(ifNo)}`).join('\n')}`,
    `## How it is recognised\n${[...new Set(says)].join('\n')}`,
    ...(falsePositives.length > 0 ? [`## When it is not this\n${list(falsePositives)}`] : []),
    `## Sources\n${references.map((url) => `- <${url}>`).join('\n')}`,
  ].join('\n\n');
}

/** All runbooks by family. */
export function runbookList(runbooks: readonly CompiledRunbook[]): string {
  const families = [...new Set(runbooks.map(({ family }) => family))].toSorted();
  const rowsOf = (family: string) =>
    runbooks
      .filter((one) => one.family === family)
      .map(
        ({ id, title, severity }) => `| [${prose(title)}](${family}/${id}.yml) | ${severity} | \`${id}\` |`,
      );
  return [
    `# ${runbooks.length} runbooks`,
    ...families.map(
      (family) =>
        `## ${family}\n\n| what broke | severity | id |\n|---|---|---|\n${rowsOf(family).join('\n')}`,
    ),
  ].join('\n\n');
}

function stepOf({ do: what, command, risk, verify, undo, variants = {} }: Step, i: number): string {
  const lines = [
    `${i + 1}. ${prose(what)}${risk === 'none' ? '' : ` *(risk: ${risk})*`}`,
    ...(command ? [fenced(command)] : []),
    `   Check: ${prose(verify)}`,
    ...(undo ? [`   Undo: ${prose(undo)}`] : []),
    ...Object.entries(variants).flatMap(([name, { do: instead, command: typed }]) => [
      `   - **${name}**: ${prose(instead)}`,
      ...(typed ? [fenced(typed, '     ')] : []),
    ]),
  ];
  return lines.join('\n\n');
}

function fenced(command: string, indent = '   '): string {
  const lines = ['```sh', ...unfilledCommand(command).trimEnd().split('\n'), '```'];
  return lines.map((line) => `${indent}${line}`).join('\n');
}

function list(texts: readonly string[]): string {
  return texts.map((text) => `- ${prose(text)}`).join('\n');
}

/** A text of a runbook without facts, in which nothing is Markdown. */
function prose(text: string): string {
  return unfilled(text)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_[\]<>#|]/g, (mark) => `\\${mark}`);
}
