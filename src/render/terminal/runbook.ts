import { unfilledCommand } from '../../model/blank.ts';
import type { AnswerWeight, CompiledRunbook } from '../../model/runbook.ts';
import { unfilled } from '../../model/text-template.ts';
import { hang, type Style, wrap } from './text.ts';

/** A runbook for a terminal: what it means and what to do. Blanks show their fallback or their name. */
export function renderRunbook(runbook: CompiledRunbook, { width, link, paint }: Style): string {
  const { id, title, severity, status, owner, reviewed, products, explains, related } = runbook;
  const item: Item = (mark, text) => hang(`  ${mark} `, unfilled(text), width);
  const made = products.map(({ name, versions }) => `${name}${versions ? ` ${versions}` : ''}`).join(', ');
  const lines = [
    paint('strong', title),
    `${id} · ${severity} · ${status} · owner ${owner} · reviewed ${reviewed}`,
    ...hang('for ', made, width),
    ...[runbook.summary, runbook.cause, runbook.impact].flatMap((text) => [
      '',
      ...wrap(unfilled(text), width),
    ]),
    ...list(
      'Do',
      runbook.steps.flatMap((step, i) => stepLines(step, i, item)),
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
      runbook.references.map((url) => `  ${link(url, { url })}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** A text behind a mark. */
type Item = (mark: string, text: string) => string[];

/** How an answer changes the ranking, in a few words. */
function effect(weight: AnswerWeight | undefined): string {
  if (!weight) return '';
  const { by, supports = [] } = weight;
  const others = supports.length > 0 ? `, supports ${supports.join(' and ')}` : '';
  return ` (${by > 0 ? 'supports' : 'contradicts'} this${others})`;
}

function stepLines(step: CompiledRunbook['steps'][number], i: number, item: Item): string[] {
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
    ...Object.entries({ ...step.on, ...step.variants }).flatMap(([library, variant]) =>
      item(`   ${library}:`, variant.do),
    ),
  ];
}

function list(name: string, lines: readonly string[]): string[] {
  return lines.length > 0 ? ['', name, ...lines] : [];
}
