import type { View } from '../../../model/view.ts';
import { section } from '../blocks.ts';
import { plain } from '../mrkdwn.ts';
import { field, selectField, textField } from './fields.ts';
import { modal } from './modal.ts';

/** Asks what it was instead. `runbooks` begin with the likeliest; Slack shows 100 at most. */
export function renderRefuteView(
  { incidentId, title }: { incidentId: string; title: string },
  runbooks: readonly { id: string; title: string }[],
): View {
  const choices = [
    { label: 'Nothing was wrong', value: 'no-incident' },
    { label: 'Something no runbook knows', value: 'none' },
    ...runbooks.slice(0, 98).map(({ id, title: name }) => ({ label: name, value: id, about: id })),
  ];
  return modal('refute', 'Not this', 'Send', incidentId, [
    section(`*${plain(title)}* is not what this was.`),
    field('right', 'What was it?', selectField(choices)),
    field(
      'note',
      'What told you?',
      textField({ lines: true, most: 1_000, placeholder: 'a log line, a command’s output, what fixed it' }),
      { isOptional: true },
    ),
  ]);
}
