import type { Block } from '../../model/chat-message.ts';
import type { Alternative } from '../../model/diagnosis.ts';
import type { Incident } from '../../model/incident.ts';
import type { RankedCause } from '../../model/ranked-cause.ts';
import { codeSection, section } from './blocks.ts';
import { cut } from './cut.ts';
import { inlineCode, plain } from './mrkdwn.ts';

const LEADER_STEPS = 2;

/**
 * What the answers have made of the causes: their order with how sure we are now and were before, and, where another cause leads
 * now, what it means and what to do about it. Nothing as long as nobody has answered.
 */
export function renderRanking(incident: Incident, ranking: readonly RankedCause[] = []): Block[] {
  const given = incident.answers?.length ?? 0;
  if (given === 0 || ranking.length === 0) return [];
  const lines = ranking.map(describe);
  const title = `*Ranking after ${given} ${given === 1 ? 'answer' : 'answers'}*`;
  return [section(cut(`${title}\n${lines.join('\n')}`, 2_000)), ...leader(incident, ranking)];
}

function describe({ title, runbook, confidence, was, because }: RankedCause, i: number): string {
  const before = was === confidence ? '' : ` (was ${percent(was)})`;
  const reasons = because.map((reason) => `\n        ${cut(plain(reason), 200)}`).join('');
  return `*${i + 1}.* ${plain(title)} ${inlineCode(runbook)}: *${percent(confidence)}*${before}${reasons}`;
}

function leader({ diagnosis }: Incident, [first]: readonly RankedCause[]): Block[] {
  if (!first || first.isOriginal) return [];
  const alternative = diagnosis.alternatives?.find(({ runbook }) => runbook === first.runbook);
  if (!alternative) return [];
  return [
    section(`🔀 *Now likelier: ${plain(alternative.title)}*\n${cut(plain(alternative.cause), 700)}`),
    ...alternative.steps.slice(0, LEADER_STEPS).map(step),
  ];
}

function step({ do: what, command }: Alternative['steps'][number], i: number): Block {
  const text = `*${i + 1}.* ${cut(plain(what), 400)}`;
  return command ? codeSection(text, command, 800) : section(text);
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}
