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
import type { Asker, Desk } from './desk.ts';
import { didYouMean } from './did-you-mean.ts';
import { explain } from './explain.ts';
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
export async function answerCommand(desk: Desk, asker: Asker, typed: string): Promise<Answer | undefined> {
  const text = decodeTyped(typed);
  const command = parseCommand(text, desk.nowMs());
  if ('misread' in command)
    return findTopic(text) ? explain(desk, asker, text) : { content: renderMisread(command) };
  const answer = await dispatch(desk, asker, command);
  // What is cheap to ask again is shared by asking again; the answer to a pasted text is kept by who works on it.
  return answer && !answer.isPublic && !answer.isStarted && isRepeatable(command, text)
    ? { ...answer, share: `ask ${text}` }
    : answer;
}

/** Answers once more what a Share button bears; undefined where that would be more than a question. */
export async function askAnew(desk: Desk, asker: Asker, text: string): Promise<Answer | undefined> {
  const command = parseCommand(text, desk.nowMs());
  const isQuestion = !('misread' in command) && isRepeatable(command, text);
  return isQuestion ? dispatch(desk, asker, command) : undefined;
}

/** Only what changes nothing: sharing asks anew, and must not do what was refused before. */
function isRepeatable({ name }: Command, text: string): boolean {
  return QUESTIONS.has(name) && text.length <= LONGEST_SHARED;
}

async function dispatch(desk: Desk, asker: Asker, command: Command): Promise<Answer | undefined> {
  switch (command.name) {
    case 'help':
      return { content: help(command.topic) };
    case 'paste':
      return openPaste(desk, asker);
    case 'triage':
      return startWork(desk, asker, { do: 'triage', evidence: [{ name: 'pasted', text: command.text }] });
    case 'logs':
      return startWork(desk, asker, { do: 'logs', logGroup: command.logGroup, period: command.period });
    case 'backtest': {
      const { runbook, logGroup, period } = command;
      return startWork(desk, asker, { do: 'backtest', runbook, logGroup, period });
    }
    case 'runbook':
      return lookUpRunbook(desk, command.words);
    case 'explain':
      return explain(desk, asker, command.what);
    default:
      return aboutIncidents(desk, asker, command);
  }
}

async function aboutIncidents(
  desk: Desk,
  asker: Asker,
  command: Exclude<
    Command,
    { name: 'help' | 'paste' | 'triage' | 'logs' | 'backtest' | 'runbook' | 'explain' }
  >,
): Promise<Answer> {
  switch (command.name) {
    case 'incidents':
      return answerIncidents(desk, command.matchers);
    case 'show':
      return answerShow(desk, command.incidentId);
    case 'why':
      return answerWhy(desk, command.incidentId);
    case 'report':
      return answerReport(desk, command.incidentId);
    case 'routes':
      return answerRoutes(desk, command.labels);
    case 'audit':
      return answerAudit(desk, asker.userId, command.most);
    case 'silences':
      return answerSilences(desk, 'silence');
    case 'maintenance-list':
      return answerSilences(desk, 'maintenance');
    case 'acknowledge':
      return acknowledgeByCommand(desk, asker, command.incidentId);
    case 'resolve':
      return resolveByCommand(desk, asker, command.incidentId);
    case 'silence':
      return silenceByCommand(desk, asker, command);
    case 'maintenance':
      return planMaintenance(desk, asker, command);
    default:
      return endByCommand(desk, asker, command.silenceId);
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
