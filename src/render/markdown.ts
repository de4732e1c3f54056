import { createFailures } from '../failures.ts';
import type { Diagnosis, Report } from '../model/diagnosis.ts';
import type { Step } from '../model/runbook.ts';
import { redact } from '../redact/redact.ts';
import { printable } from './clean.ts';
import { failureNotes } from './failure-notes.ts';
import { inReadingOrder } from './in-reading-order.ts';
import { counted } from './in-words.ts';
import { nodesInWords } from './nodes-in-words.ts';
import { readingGaps } from './reading-gaps.ts';
import { describeSeries } from './sparkline.ts';
import { timeNotes } from './time-notes.ts';

/** The report as GitHub-flavoured Markdown, for an issue or a chat. Text from a log is shown inside code only. */
export function renderMarkdown(report: Report): string {
  const { diagnoses, inputs } = report;
  const failures = createFailures();
  const render = (diagnosis: Diagnosis, i: number) =>
    failures.contain(`rendering of ${diagnosis.runbook}`, () => renderDiagnosis(diagnosis, i)) ?? [];
  const body = diagnoses.length > 0 ? diagnoses.flatMap(render) : [nothing(report)];
  const notes = failureNotes(report, failures.list()).map((note) => `- ${text(note)}`);
  const failed = notes.length > 0 ? [`### Internal errors\n${notes.join('\n')}`] : [];
  const times = timeNotes(report).map((note) => `- ${text(note)}`);
  const read = inputs.map(({ input, formats, records, ...rest }) => {
    return `- ${code(input)}: ${counted(records, 'record')} (${formats.join(', ') || 'unknown format'}${readingGaps(rest)})`;
  });
  return `${[...body, ...failed, `### Read\n${[...read, ...times].join('\n')}`].join('\n\n')}\n`;
}

function renderDiagnosis(diagnosis: Diagnosis, i: number): string {
  const { title, severity, confidence, runbook, count, firstSeen, lastSeen, series = [] } = diagnosis;
  const onNodes = nodesInWords(diagnosis.nodes);
  const nodes = onNodes === '' ? [] : [`Nodes: ${onNodes}.`];
  const span = firstSeen ? `, ${firstSeen}${lastSeen === firstSeen ? '' : ` to ${lastSeen}`}` : '';
  const blocks = [
    `## ${i + 1}. ${title}\n**${severity}** · ${Math.round(confidence * 100)} % sure · \`${runbook}\` · ${count}×${span}`,
    [diagnosis.summary, ...nodes, ...series.map(describeSeries), diagnosis.cause, diagnosis.impact]
      .map(text)
      .join('\n\n'),
    `### Why\n${diagnosis.why.map((why) => `- ${reason(why)}`).join('\n')}`,
    `### Evidence\n${fence(
      inReadingOrder(diagnosis.evidence)
        .map((one) => `${one.input}:${one.line}: ${one.text}`)
        .join('\n'),
    )}`,
    `### Do\n${diagnosis.steps.map(renderStep).join('\n')}`,
    `### Ask\n${diagnosis.questions.map((q) => `- ${text(q.ask)} Yes: ${text(q.ifYes)} No: ${text(q.ifNo)}`).join('\n')}`,
    `### Read\n${diagnosis.references.map((url) => `- <${url}>`).join('\n')}`,
  ];
  return blocks.join('\n\n');
}

function renderStep({ do: what, command, risk, verify, undo, variants = {} }: Step, i: number): string {
  const lines = [
    `${i + 1}. ${text(what)}${risk === 'none' ? '' : ` (risk: ${risk})`}`,
    ...(command ? [indent(fence(command.trimEnd(), 'sh'))] : []),
    `   Check: ${text(verify)}`,
    ...(undo ? [`   Undo: ${text(undo)}`] : []),
    ...Object.entries(variants).map(([library, variant]) => `   - ${library}: ${text(variant.do)}`),
  ];
  return lines.join('\n');
}

function nothing({ unrecognised, states, nearest = [] }: Report): string {
  const shapes = unrecognised.map(
    ({ template, count, example }) =>
      `- ${count}× ${code(template)} (${code(example.input)}:${example.line})`,
  );
  const sockets = states.map(({ state, count }) => `- ${state}: ${count}`);
  return [
    '## Nothing diagnosed',
    ...(sockets.length > 0 ? [`### Sockets by state (no diagnosis)\n${sockets.join('\n')}`] : []),
    ...(shapes.length > 0 ? [`### Unrecognised messages (no diagnosis)\n${shapes.join('\n')}`] : []),
    ...(nearest.length > 0
      ? [
          `### Nearest runbooks (no diagnosis)\n${nearest.map(({ id, title }) => `- \`${id}\`: ${title}`).join('\n')}`,
        ]
      : []),
  ].join('\n\n');
}

/** Our text with values from a log in it: none of it may become a link, a mention, an image or a heading. */
function text(value: string): string {
  return printable(redact(value))
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/[\\`*_[\]<>#|!@]/g, (mark) => (mark === '@' ? '@\u200b' : `\\${mark}`));
}

function reason(why: string): string {
  return why.startsWith(QUOTES) ? `${QUOTES}${code(why.slice(QUOTES.length))}` : text(why);
}

const QUOTES = 'quote: ';

function code(value: string): string {
  const clean = printable(redact(value)).replaceAll(/\s+/g, ' ');
  const ticks = '`'.repeat(longestRun(clean) + 1);
  const pad = clean.startsWith('`') || clean.endsWith('`') ? ' ' : '';
  return `${ticks}${pad}${clean}${pad}${ticks}`;
}

function fence(value: string, language = 'text'): string {
  const clean = printable(redact(value));
  const ticks = '`'.repeat(Math.max(3, longestRun(clean) + 1));
  return `${ticks}${language}\n${clean}\n${ticks}`;
}

function longestRun(value: string): number {
  return Math.max(0, ...[...value.matchAll(/`+/g)].map(([run]) => run.length));
}

function indent(block: string): string {
  return block.replaceAll(/^/gm, '   ');
}
