import type { AuditEntry } from '../../../model/audit-entry.ts';
import type { MessageContent } from '../../../model/chat-message.ts';
import { cut, cutRaw } from '../../cut.ts';
import { header, message, section } from '../blocks.ts';
import { inlineCode, moment, person, plain } from '../mrkdwn.ts';

const LINES_A_BLOCK = 10;

/** Who did what, or was refused, newest first. */
export function renderAudit(entries: readonly AuditEntry[]): MessageContent {
  if (entries.length === 0)
    return message('The audit log is empty', [section('Nobody has done anything yet.')]);
  const lines = entries.map(describe);
  const blocks = [];
  for (let from = 0; from < lines.length; from += LINES_A_BLOCK)
    blocks.push(section(lines.slice(from, from + LINES_A_BLOCK).join('\n')));
  return message(`The latest ${entries.length} audit entries`, [
    header('Audit log, newest first'),
    ...blocks,
  ]);
}

function describe({ atMs, userId, action, target, outcome, detail }: AuditEntry): string {
  const mark = outcome === 'allowed' ? '✅' : '⛔ refused:';
  return `${mark} ${moment(atMs)} ${person(userId)} *${action}* ${inlineCode(cutRaw(target, 90))}${detail ? ` ${cut(plain(detail), 90)}` : ''}`;
}
