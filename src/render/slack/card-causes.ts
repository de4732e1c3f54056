import type { Block } from '../../model/chat-message.ts';
import type { GivenAnswer, Incident } from '../../model/incident.ts';
import type { RankedCause } from '../../model/ranked-cause.ts';
import type { Question } from '../../model/runbook.ts';
import { cut } from '../cut.ts';
import { percent } from '../in-words.ts';
import { actions, button, section } from './blocks.ts';
import { inlineCode, person, plain } from './mrkdwn.ts';

const MOST_QUESTIONS = 5;

/** The first question that nobody has answered yet, with its buttons; nothing once all are answered. */
export function nextQuestion({ id, diagnosis, answers = [] }: Incident): Block[] {
  const next = diagnosis.questions.findIndex((_, i) => !answers.some(({ question }) => question === i));
  const question = diagnosis.questions[next];
  return question ? askable(id, question, next) : [];
}

/** All questions of the runbook, each with answer buttons, or with the answer given, by whom, and what it means. */
export function renderQuestions({ id, state, diagnosis, answers = [] }: Incident): Block[] {
  return diagnosis.questions.slice(0, MOST_QUESTIONS).flatMap((question, i) => {
    const given = answers.find((one) => one.question === i);
    if (given) return [answered(id, question, given, state === 'open')];
    const means = `_Yes: ${cut(plain(question.ifYes), 250)} No: ${cut(plain(question.ifNo), 250)}_`;
    const [asked, buttons] = askable(id, question, i, means);
    return state === 'open' && asked && buttons ? [asked, buttons] : [];
  });
}

function askable(id: string, { ask }: Question, i: number, means = ''): Block[] {
  return [
    section(`❓ ${cut(plain(ask), 300)}${means ? `\n${means}` : ''}`),
    actions(`question-${i}`, [
      button('answer-yes', 'Yes', `${id}|${i}|yes`),
      button('answer-no', 'No', `${id}|${i}|no`),
    ]),
  ];
}

function answered(
  id: string,
  question: Question,
  { answer, by, question: i }: GivenAnswer,
  isOpen: boolean,
): Block {
  const means = answer === 'yes' ? question.ifYes : question.ifNo;
  const other = answer === 'yes' ? 'no' : 'yes';
  const text = `☑️ ${cut(plain(question.ask), 400)}  *${answer === 'yes' ? 'Yes' : 'No'}*, answered by ${person(by)}. _${cut(plain(means), 300)}_`;
  if (!isOpen) return section(text);
  const change = button(`answer-${other}`, `Change to ${other}`, `${id}|${i}|${other}`);
  return { ...section(text), block_id: `question-${i}`, accessory: change };
}

/** What the answers have made of the causes: their order, with how sure we are now and were before. Nothing while nobody has answered. */
export function renderRanking({ answers = [] }: Incident, ranking: readonly RankedCause[] = []): Block[] {
  if (answers.length === 0 || ranking.length === 0) return [];
  const title = `*Ranking after ${answers.length} ${answers.length === 1 ? 'answer' : 'answers'}*`;
  return [section(cut(`${title}\n${ranking.map(describe).join('\n')}`, 2_000))];
}

function describe({ title, runbook, confidence, was, because }: RankedCause, i: number): string {
  const before = was === confidence ? '' : ` (was ${percent(was)})`;
  const reasons = because.map((reason) => `\n        ${cut(plain(reason), 200)}`).join('');
  return `*${i + 1}.* ${plain(title)} ${inlineCode(runbook)}: *${percent(confidence)}*${before}${reasons}`;
}
