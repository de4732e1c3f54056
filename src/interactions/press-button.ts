import type { Answer } from '../model/answer.ts';
import { cut } from '../render/cut.ts';
import { redact } from '../render/redact.ts';
import { said, sharedBy } from '../render/slack/answers/said.ts';
import { person } from '../render/slack/mrkdwn.ts';
import { keptAnswer } from '../store/answer-items.ts';
import { actOnIncident } from './act-on-incident.ts';
import { acknowledging, answering, resolving } from './acts.ts';
import { endByCommand } from './answer-changes.ts';
import { answerCommand, askAnew } from './answer-command.ts';
import type { Asker, Desk } from './desk.ts';
import { confirmDiagnosis } from './give-feedback.ts';
import { openForm } from './open-form.ts';
import { openPaste } from './paste.ts';
import { permit } from './permit.ts';

/** A button that was pressed. */
export interface Pressed {
  actionId: string;
  value: string;
}

/** Does what a button stands for; the answer goes to who pressed it, or to all where it is public. Undefined: nothing is to be said. */
export async function pressButton(
  desk: Desk,
  asker: Asker,
  { actionId, value }: Pressed,
): Promise<Answer | undefined> {
  const { userId } = asker;
  const nowMs = desk.nowMs();
  // Several buttons of one row need ids of their own: what stands behind the hyphen only tells them apart.
  switch (actionId.replace(/-\d+$/, '')) {
    case 'acknowledge':
      return tell(
        await actOnIncident(
          desk,
          userId,
          { action: 'acknowledge', incidentId: value },
          acknowledging(userId, nowMs),
        ),
      );
    case 'resolve':
      return tell(
        await actOnIncident(desk, userId, { action: 'resolve', incidentId: value }, resolving(userId, nowMs)),
      );
    case 'answer-yes':
    case 'answer-no':
      return answerQuestion(desk, userId, value);
    case 'confirm':
      return tell(await confirmDiagnosis(desk, userId, value));
    case 'assign':
    case 'silence':
    case 'refute':
      return openForm(desk, asker, actionId as 'assign' | 'silence' | 'refute', value);
    case 'paste':
      return openPaste(desk, asker);
    case 'ask':
      return answerCommand(desk, asker, value);
    case 'share':
      return share(desk, asker, value);
    case 'end-silence':
      return endByCommand(desk, asker, value);
    default:
      return { content: said('This button is of an older version: use the latest card.') };
  }
}

async function answerQuestion(desk: Desk, userId: string, value: string): Promise<Answer> {
  const [incidentId = '', question = '', answer] = value.split('|');
  if (!/^\d{1,3}$/.test(question) || (answer !== 'yes' && answer !== 'no'))
    return { content: said('That is no answer of ours.') };
  const act = answering(userId, Number(question), answer, desk.nowMs());
  return tell(
    await actOnIncident(
      desk,
      userId,
      { action: 'answer', incidentId, detail: `${question}: ${answer}` },
      act,
    ),
  );
}

/** Says for all what was said to one: asked anew where that is cheap, so that it is up to date, else what was kept. */
async function share(desk: Desk, asker: Asker, value: string): Promise<Answer> {
  const may = await permit(desk, asker.userId, 'share', { target: cut(redact(value), 120) });
  if (!may.ok) return { content: said(`⛔ ${may.said}`) };
  const content = value.startsWith('ask ')
    ? (await askAnew(desk, asker, value.slice('ask '.length)))?.content
    : await keptAnswer(desk, value);
  if (!content) return { content: said('It is forgotten by now: ask again, then share.') };
  return { content: sharedBy(content, person(asker.userId)), isPublic: true };
}

function tell(done: { said: string }): Answer {
  return { content: said(done.said) };
}
