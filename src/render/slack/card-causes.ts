import type { Block } from '../../model/chat-message.ts';
import type { Alternative } from '../../model/diagnosis.ts';
import type { GivenAnswer, Incident } from '../../model/incident.ts';
import type { RankedCause } from '../../model/ranked-cause.ts';
import type { Question } from '../../model/runbook.ts';
import { cut } from '../cut.ts';
import { actions, button, codeSection, section } from './blocks.ts';
import { inlineCode, person, plain } from './mrkdwn.ts';

const MOST_QUESTIONS = 3;

/** The runbook's questions, each with answer buttons, or with the answer given, by whom, and what it means. */
export function renderQuestions({ id, diagnosis, answers = [] }: Incident): Block[] {
  return diagnosis.questions.slice(0, MOST_QUESTIONS).flatMap((question, i) => {
    const given = answers.find((one) => one.question === i);
    return given ? [answered(id, question, given)] : askable(id, question, i);
  });
}

function askable(id: string, { ask }: Question, i: number): Block[] {
  return [
    section(`❓ ${cut(plain(ask), 400)}`),
    actions(`question-${i}`, [
      button('answer-yes', 'Yes', `${id}|${i}|yes`),
      button('answer-no', 'No', `${id}|${i}|no`),
    ]),
  ];
}

function answered(id: string, question: Question, { answer, by, question: i }: GivenAnswer): Block {
  const means = answer === 'yes' ? question.ifYes : question.ifNo;
  const other = answer === 'yes' ? 'no' : 'yes';
  const text = `☑️ ${cut(plain(question.ask), 400)}  *${answer === 'yes' ? 'Yes' : 'No'}*, answered by ${person(by)}. _${cut(plain(means), 300)}_`;
  const change = button(`answer-${other}`, `Change to ${other}`, `${id}|${i}|${other}`);
  return { ...section(text), block_id: `question-${i}`, accessory: change };
}

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
    section(`🔀 *Now more likely: ${plain(alternative.title)}*\n${cut(plain(alternative.cause), 700)}`),
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
