import type { MessageContent } from '../../../model/chat-message.ts';
import type { CommandUsage, Misread } from '../../../model/command.ts';
import { cut } from '../../cut.ts';
import { actions, button, context, header, message, section } from '../blocks.ts';
import { bare, inlineCode, plain } from '../mrkdwn.ts';

/** All commands, one line each. */
export function renderHelp(commands: readonly CommandUsage[]): MessageContent {
  const lines = commands.map(
    ({ name, arguments: words, does }) =>
      `${inlineCode(`/triage ${`${name} ${words}`.trim()}`)}  ${plain(does)}`,
  );
  const half = Math.ceil(lines.length / 2);
  return message('Halfopen commands', [
    header('Commands'),
    section(lines.slice(0, half).join('\n')),
    section(lines.slice(half).join('\n')),
    context(
      'You can also use *Triage this message* in the menu of any message, mention `@halfopen` in a thread with evidence, or open the Home tab. Answers are private until you share them; changes are posted to the channel.',
    ),
    actions('start', [button('paste', 'Paste evidence…', 'paste', 'primary')]),
  ]);
}

/** What can be said to the bot alone, to somebody who said something else. */
export function renderGreeting(commands: readonly CommandUsage[]): MessageContent {
  const { blocks } = renderHelp(commands);
  const text =
    '👋 Paste a log, the output of `ss -tanp` or an error here, or drop a file: I say what broke and what to type. Or ask: `explain CLOSE_WAIT`, `runbook publisher hangs`, `incidents`.';
  return message(text, [section(text), ...blocks.slice(1)]);
}

/** One command with an example that can be run. */
export function renderUsage({
  name,
  aliases = [],
  arguments: words,
  does,
  example,
}: CommandUsage): MessageContent {
  const also = aliases.length > 0 ? `\nAlso: ${aliases.map((alias) => inlineCode(alias)).join(', ')}` : '';
  return message(`/triage ${name}: ${does}`, [
    section(
      `*${inlineCode(`/triage ${`${name} ${words}`.trim()}`)}*\n${plain(does)}\nFor example ${inlineCode(`/triage ${example}`)}${also}`,
    ),
  ]);
}

/** What could not be parsed, how to write it, and, where a close match exists, a button that runs it. */
export function renderMisread({ misread, hint, suggestion }: Misread): MessageContent {
  const said = `🤔 ${cut(plain(misread), 300)} ${hint}`;
  return message(said, [
    section(said),
    ...(suggestion === undefined || suggestion.length > 1_900
      ? []
      : [actions('suggestion', [button('ask', cut(bare(`Yes: ${suggestion}`), 70), suggestion, 'primary')])]),
  ]);
}
