import type { MessageContent } from '../../model/chat-message.ts';
import { renderHelp, renderMisread, renderUsage } from '../../render/slack/answers/help.ts';
import { didYouMean } from '../did-you-mean.ts';
import { type Command, defineCommand } from './define-command.ts';

/** `/triage help`: all commands, or one. It is given the list, which it is part of. */
export function helpCommand(commands: () => readonly Command[], find: (word: string) => Command | undefined) {
  return defineCommand<{ topic?: string }>({
    name: 'help',
    aliases: ['?'],
    arguments: '[command]',
    does: 'this list, or one command',
    example: 'help silence',
    isQuestion: true,
    parse: ({ words: [topic] }) => (topic === undefined ? {} : { topic: find(topic)?.name ?? topic }),
    run: (_, __, { topic }) => ({ content: help(commands(), topic) }),
  });
}

function help(commands: readonly Command[], topic: string | undefined): MessageContent {
  if (topic === undefined) return renderHelp(commands);
  const usage = commands.find(({ name }) => name === topic);
  if (usage) return renderUsage(usage);
  const near = didYouMean(
    topic,
    commands.map(({ name }) => name),
  );
  return renderMisread({
    misread: `"${topic}" is not a command.`,
    hint: near ? `Did you mean \`${near}\`?` : 'Type `/triage help` for all of them.',
    ...(near ? { suggestion: `help ${near}` } : {}),
  });
}
