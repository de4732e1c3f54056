import type { Block } from '../../model/chat-message.ts';
import type { GivenAnswer, Incident } from '../../model/incident.ts';
import type { Question } from '../../model/runbook.ts';
import { actions, button, section } from './blocks.ts';
import { cut } from './cut.ts';
import { person, plain } from './mrkdwn.ts';

const MOST_QUESTIONS = 3;

/** The runbook's questions: to be answered by a button, or with who answered what and what it means. */
export function renderQuestions({ id, diagnosis, answers = [] }: Incident): Block[] {
  return diagnosis.questions.slice(0, MOST_QUESTIONS).flatMap((question, i) => {
    const given = answers.find((one) => one.question === i);
    return given ? [answered(id, question, given)] : open(id, question, i);
  });
}

function open(id: string, { ask }: Question, i: number): Block[] {
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
  const text = `☑️ ${cut(plain(question.ask), 400)}  *${answer === 'yes' ? 'Yes' : 'No'}*, says ${person(by)}. _${cut(plain(means), 300)}_`;
  const change = button(`answer-${other}`, `Change to ${other}`, `${id}|${i}|${other}`);
  return { ...section(text), block_id: `question-${i}`, accessory: change };
}
