import { renderAudit } from '../../render/slack/answers/audit-answer.ts';
import { listAudit } from '../../store/audit-items.ts';
import { authorize } from '../authorize.ts';
import { refuse } from '../replies.ts';
import { defineCommand } from './define-command.ts';

const MOST_ENTRIES = 100;

/** `/triage audit`: who did what. It is no question to share: it is for those who may read it. */
export const audit = defineCommand<{ most: number }>({
  name: 'audit',
  arguments: '[how many]',
  does: 'who did what, the latest first',
  example: 'audit 50',
  isQuestion: false,
  parse({ words: [count = '20'] }) {
    const most = Number(count);
    if (!Number.isInteger(most) || most < 1) return { misread: `"${count}" is not a positive whole number.` };
    return { most: Math.min(MOST_ENTRIES, most) };
  },
  async run(context, { userId }, { most }) {
    const allowed = await authorize(context, userId, 'audit', { target: `latest ${most}` });
    return allowed.ok ? { content: renderAudit(await listAudit(context, most)) } : refuse(allowed.refusal);
  },
});
