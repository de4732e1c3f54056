import type { MessageContent } from '../../../model/chat-message.ts';
import { message, section } from '../blocks.ts';
import { inlineCode, moment, who } from '../mrkdwn.ts';

const MOST_SHOWN = 30;

/** Who is on call by each schedule; `untilMs` is when that changes, where it is known. */
export function renderOnCall(
  schedules: readonly { name: string; who?: string; untilMs?: number }[],
): MessageContent {
  if (schedules.length === 0)
    return message('No schedule', [section('No schedule is set: add `schedules` to halfopen.yml.')]);
  const lines = schedules
    .slice(0, MOST_SHOWN)
    .map(({ name, who: id, untilMs }) =>
      id === undefined
        ? `${inlineCode(name)}  nobody`
        : `${inlineCode(name)}  ${who(id)}${untilMs === undefined ? '' : ` until ${moment(untilMs)}`}`,
    );
  return message('On call', [section(`*On call*\n${lines.join('\n')}`)]);
}
