import type { IncidentChange } from '../../model/incident-change.ts';

const COLOURS = { critical: 'attention', warning: 'warning', info: 'accent' } as const;
const STATUS = { open: '', acknowledged: 'Acknowledged: ', resolved: 'Resolved: ' } as const;

/**
 * A change as a message with an Adaptive Card 1.4, as a webhook of Teams' Workflows takes it. Texts of a log stand in code blocks
 * or as plain runs, where Markdown has no meaning: nothing in them is a link or a mention.
 */
export function teamsMessage(change: IncidentChange): Record<string, unknown> {
  const { status, severity, step } = change;
  const facts = [
    ['Severity', severity],
    ['Sure', `${Math.round(change.confidence * 100)} %`],
    ['Since', new Date(change.firstSeenMs).toISOString()],
    ['Seen', String(change.count)],
    ...(change.why ? [['Over because', change.why] as const] : []),
  ];
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      plain(`${STATUS[status]}${change.title}`, {
        size: 'medium',
        weight: 'bolder',
        color: status === 'resolved' ? 'good' : COLOURS[severity],
      }),
      plain(change.cause),
      { type: 'FactSet', facts: facts.map(([title, value]) => ({ title, value })) },
      ...change.evidence.map(code),
      ...(step && status !== 'resolved' ? [plain(step.text, { weight: 'bolder' })] : []),
      ...(step?.command && status !== 'resolved' ? [code(step.command)] : []),
    ],
    ...(change.link ? { actions: [{ type: 'Action.OpenUrl', title: 'Log', url: change.link }] } : {}),
  };
  return {
    type: 'message',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

/** A RichTextBlock shows its runs as they are; a TextBlock would read Markdown. */
function plain(text: string, style: Record<string, string> = {}): Record<string, unknown> {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...style }] };
}

function code(text: string): Record<string, unknown> {
  return plain(text, { fontType: 'monospace', size: 'small' });
}
