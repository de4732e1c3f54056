import type { Answer } from '../model/answer.ts';
import type { Command } from '../model/command.ts';
import { renderHelp, renderMisread, renderUsage } from '../render/slack/answers/help.ts';
import {
  acknowledgeByCommand,
  endByCommand,
  planMaintenance,
  resolveByCommand,
  silenceByCommand,
} from './answer-changes.ts';
import {
  answerAudit,
  answerIncidents,
  answerReport,
  answerRoutes,
  answerShow,
  answerSilences,
  answerWhy,
} from './answer-queries.ts';
import { COMMAND_LIST } from './commands/command-list.ts';
import { decodeTyped } from './commands/decode-typed.ts';
import { parseCommand } from './commands/parse-command.ts';
import { didYouMean } from './did-you-mean.ts';
import { explain } from './explain.ts';
import type { Actor, InteractionContext } from './interaction-context.ts';
import { lookUpRunbook } from './look-up-runbook.ts';
import { openPaste } from './paste.ts';
import { startWork } from './start-work.ts';
import { findTopic } from './topics/find-topic.ts';

/** A button bears 2,000 characters. */
const LONGEST_SHARED = 1_800;

const QUESTIONS: ReadonlySet<Command['name']> = new Set<Command['name']>([
  'help',
  'runbook',
  'explain',
  'incidents',
  'show',
  'why',
  'report',
  'routes',
  'silences',
  'maintenance-list',
]);

/** Answers one `/triage …`. Undefined where a modal was opened instead. */
export async function answerCommand(
  context: InteractionContext,
  actor: Actor,
  typed: string,
): Promise<Answer | undefined> {
  const text = decodeTyped(typed);
  const command = parseCommand(text, context.nowMs());
  if ('misread' in command)
    return findTopic(text) ? explain(context, actor, text) : { content: renderMisread(command) };
  const answer = await dispatch(context, actor, command);
  // What is cheap to ask again is shared by asking again; the answer to a pasted text is kept by who works on it.
  return answer && !answer.isPublic && !answer.isStarted && isRepeatable(command, text)
    ? { ...answer, share: `ask ${text}` }
    : answer;
}

/** Answers once more what a Share button bears; undefined where that would be more than a question. */
export async function askAnew(
  context: InteractionContext,
  actor: Actor,
  text: string,
): Promise<Answer | undefined> {
  const command = parseCommand(text, context.nowMs());
  const isQuestion = !('misread' in command) && isRepeatable(command, text);
  return isQuestion ? dispatch(context, actor, command) : undefined;
}

/** Only what changes nothing: sharing asks anew, and must not do what was refused before. */
function isRepeatable({ name }: Command, text: string): boolean {
  return QUESTIONS.has(name) && text.length <= LONGEST_SHARED;
}

async function dispatch(
  context: InteractionContext,
  actor: Actor,
  command: Command,
): Promise<Answer | undefined> {
  switch (command.name) {
    case 'help':
      return { content: help(command.topic) };
    case 'paste':
      return openPaste(context, actor);
    case 'triage':
      return startWork(context, actor, { do: 'triage', evidence: [{ name: 'pasted', text: command.text }] });
    case 'logs':
      return startWork(context, actor, { do: 'logs', logGroup: command.logGroup, period: command.period });
    case 'backtest': {
      const { runbook, logGroup, period } = command;
      return startWork(context, actor, { do: 'backtest', runbook, logGroup, period });
    }
    case 'runbook':
      return lookUpRunbook(context, command.words);
    case 'explain':
      return explain(context, actor, command.what);
    default:
      return aboutIncidents(context, actor, command);
  }
}

async function aboutIncidents(
  context: InteractionContext,
  actor: Actor,
  command: Exclude<
    Command,
    { name: 'help' | 'paste' | 'triage' | 'logs' | 'backtest' | 'runbook' | 'explain' }
  >,
): Promise<Answer> {
  switch (command.name) {
    case 'incidents':
      return answerIncidents(context, command.matchers);
    case 'show':
      return answerShow(context, command.incidentId);
    case 'why':
      return answerWhy(context, command.incidentId);
    case 'report':
      return answerReport(context, command.incidentId);
    case 'routes':
      return answerRoutes(context, command.labels);
    case 'audit':
      return answerAudit(context, actor.userId, command.most);
    case 'silences':
      return answerSilences(context, 'silence');
    case 'maintenance-list':
      return answerSilences(context, 'maintenance');
    case 'acknowledge':
      return acknowledgeByCommand(context, actor, command.incidentId);
    case 'resolve':
      return resolveByCommand(context, actor, command.incidentId);
    case 'silence':
      return silenceByCommand(context, actor, command);
    case 'maintenance':
      return planMaintenance(context, actor, command);
    default:
      return endByCommand(context, actor, command.silenceId);
  }
}

function help(topic: string | undefined) {
  if (topic === undefined) return renderHelp(COMMAND_LIST);
  const usage = COMMAND_LIST.find(({ name }) => name === topic);
  if (usage) return renderUsage(usage);
  const names = COMMAND_LIST.map(({ name }) => name);
  const near = didYouMean(topic, names);
  return renderMisread({
    misread: `There is no command "${topic}".`,
    hint: near ? `Did you mean \`${near}\`?` : 'Type `/triage help` for all of them.',
    ...(near ? { suggestion: `help ${near}` } : {}),
  });
}
