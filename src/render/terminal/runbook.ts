import { unfilledCommand } from '../../model/blank.ts';
import type { AnswerWeight, CompiledRunbook } from '../../model/runbook.ts';
import { unfilled } from '../../model/text-template.ts';
import { wrap } from './text.ts';

const WIDTH = 80;

/** A runbook for a terminal 80 columns wide: what it means and what to do. Blanks show their fallback or their name. */
export function renderRunbook(runbook: CompiledRunbook): string {
  const { id, title, severity, status, owner, reviewed, products, explains, related } = runbook;
  const made = products.map(({ name, versions }) => `${name}${versions ? ` ${versions}` : ''}`).join(', ');
  const lines = [
    title,
    `${id} · ${severity} · ${status} · owner ${owner} · reviewed ${reviewed}`,
    `for ${made}`,
    ...paragraphs([runbook.summary, runbook.cause, runbook.impact]),
    ...list(
      'Do',
      runbook.steps.flatMap((step, i) => stepLines(step, i)),
    ),
    ...list(
      'Ask',
      runbook.questions.flatMap((q) => [
        ...item('?', q.ask),
        ...item('  yes:', `${q.ifYes}${effect(q.yes)}`),
        ...item('  no:', `${q.ifNo}${effect(q.no)}`),
      ]),
    ),
    ...list(
      'False positives',
      runbook.falsePositives.flatMap((text) => item('-', text)),
    ),
    ...(explains.length > 0 ? ['', ...item('Explains:', explains.join(', '))] : []),
    ...(related.length > 0 ? ['', ...item('Related:', related.join(', '))] : []),
    ...list(
      'Read',
      runbook.references.map((url) => `  ${url}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** How an answer changes the ranking, in a few words. */
function effect(weight: AnswerWeight | undefined): string {
  if (!weight) return '';
  const { by, supports = [] } = weight;
  const others = supports.length > 0 ? `, supports ${supports.join(' and ')}` : '';
  return ` (${by > 0 ? 'supports' : 'contradicts'} this${others})`;
}

function stepLines(step: CompiledRunbook['steps'][number], i: number): string[] {
  return [
    ...item(`${i + 1}.`, `${step.do}${step.risk === 'none' ? '' : ` (risk: ${step.risk})`}`),
    ...(step.command
      ? step.command
          .trimEnd()
          .split('\n')
          .map((line) => `     $ ${unfilledCommand(line)}`)
      : []),
    ...item('   check:', step.verify),
    ...(step.undo ? item('   undo:', step.undo) : []),
    ...Object.entries(step.variants ?? {}).flatMap(([library, variant]) =>
      item(`   ${library}:`, variant.do),
    ),
  ];
}

function paragraphs(texts: readonly string[]): string[] {
  return texts.flatMap((text) => ['', ...wrap(unfilled(text), WIDTH)]);
}

function list(name: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', name, ...lines] : [];
}

function item(mark: string, text: string): string[] {
  const lead = `  ${mark} `;
  return wrap(unfilled(text), WIDTH - lead.length).map(
    (line, i) => `${i === 0 ? lead : ' '.repeat(lead.length)}${line}`,
  );
}
