import type { AllowedAction } from '../../../model/allowed-action.ts';
import type { View } from '../../../model/view.ts';
import { codeSection, context, section } from '../blocks.ts';
import { inlineCode, plain, who } from '../mrkdwn.ts';
import { field, modal, radioField, textField } from './modal.ts';

const MODES = [
  { label: 'Dry run', value: 'dry-run', about: 'says what it would do, and changes nothing' },
  { label: 'Run it', value: 'run', about: 'does it now' },
];

/** Shows what would be run, with the very values, who may, and asks why. `metadata` comes back with the submission. */
export function renderActView(
  action: AllowedAction,
  { title, values, metadata }: { title: string; values: Readonly<Record<string, string>>; metadata: string },
): View {
  const lines = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  const target = action.document
    ? `the SSM Automation document ${inlineCode(action.document)}`
    : `the Lambda function ${inlineCode(action.function ?? '')}`;
  return modal('act', 'Run an action', action.dryRun ? 'Go' : 'Run it', metadata, [
    section(`*${plain(action.label)}*\n${plain(title)}`),
    codeSection(`Starts ${target} with`, lines.join('\n') || 'no parameters'),
    context(
      `Who may: ${action.approvers.map(who).join(', ')}. ${action.undo ? `It is taken back by ${inlineCode(action.undo)}.` : 'Nothing takes it back.'}`,
    ),
    ...(action.dryRun
      ? [field('mode', 'How?', radioField(MODES))]
      : [section('It has no dry run: it changes things at once.')]),
    field('reason', 'Why?', textField({ least: 3, most: 300, placeholder: 'for anyone who asks later' })),
  ]);
}
