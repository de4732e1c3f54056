import type { MessageContent } from '../../model/chat-message.ts';
import type { Incident } from '../../model/incident.ts';
import { cut } from '../cut.ts';
import { context, message, section } from './blocks.ts';
import { concernedNames } from './concerned-names.ts';
import { inlineCode, link, moment, person, plain } from './mrkdwn.ts';

/** The rest of the thread: impact, what it explains, questions, false positives, the timeline and references. */
export function renderStory(incident: Incident): MessageContent {
  const { diagnosis, timeline } = incident;
  const explained = [...diagnosis.explains, ...incident.explains].map((one) => inlineCode(one));
  return message('Story', [
    section(`*What it means*\n${cut(plain(diagnosis.impact), 1_500)}`),
    ...list('Explains', explained),
    ...(diagnosis.concerns ?? []).map((one) => section(`*Who*\n${concernedNames(one, one.names.length)}`)),
    ...list(
      'Ask',
      diagnosis.questions.map(
        ({ ask, ifYes, ifNo }) => `${plain(ask)} Yes: ${plain(ifYes)} No: ${plain(ifNo)}`,
      ),
    ),
    ...list('False positive if', diagnosis.falsePositives.map(plain)),
    ...list('Would raise confidence', diagnosis.wouldRaise.map(plain)),
    ...list(
      'Timeline',
      timeline
        .slice(-20)
        .map(
          ({ atMs, what, by, whom }) =>
            `${moment(atMs)} ${plain(what)}${whom ? ` to ${person(whom)}` : ''}${by ? ` by ${person(by)}` : ''}`,
        ),
    ),
    ...list(
      'References',
      diagnosis.references.map((url) => link(url, url.replace(/^https:\/\//, ''))),
    ),
    context(`Applies to ${diagnosis.appliesTo.map((one) => plain(one)).join(', ')}`),
  ]);
}

function list(title: string, items: readonly string[]) {
  return items.length === 0
    ? []
    : [section(`*${title}*\n${items.map((item) => `• ${cut(item, 700)}`).join('\n')}`)];
}
