import type { Command, CommandUsage, Misread } from '../../model/command.ts';
import { INCIDENT_ID } from '../../model/incident-id.ts';
import { usageOf } from './command-list.ts';
import { parseMaintenance, parseSilence } from './parse-silence.ts';
import { readLabels } from './read-labels.ts';
import { readPeriod } from './read-time.ts';
import { usageFault } from './usage-fault.ts';

type Parser = (
  usage: CommandUsage,
  words: readonly string[],
  text: string,
  nowMs: number,
) => Command | Misread;

const MOST_AUDIT = 100;

/** How the words behind each command are read. */
export const PARSERS: Readonly<Record<string, Parser>> = {
  paste: (_, __, text) => (text.trim() === '' ? { name: 'paste' } : { name: 'triage', text }),
  help: (_, [topic]) =>
    topic === undefined ? { name: 'help' } : { name: 'help', topic: usageOf(topic)?.name ?? topic },
  logs: (usage, [logGroup, since, ...more], _, nowMs) => {
    if (logGroup === undefined) return usageFault(usage, 'The log group is missing.');
    const word = since === 'since' ? more[0] : since;
    const period = readPeriod(word, nowMs);
    return period ? { name: 'logs', logGroup, period } : noPeriod(usage, word);
  },
  backtest: (usage, [runbook, logGroup, since, ...more], _, nowMs) => {
    if (runbook === undefined || logGroup === undefined)
      return usageFault(
        usage,
        `${runbook === undefined ? 'Runbook and log group are' : 'The log group is'} missing.`,
      );
    const word = (since === 'since' ? more[0] : since) ?? '24h';
    const period = readPeriod(word, nowMs);
    return period ? { name: 'backtest', runbook, logGroup, period } : noPeriod(usage, word);
  },
  runbook: (usage, _, text) =>
    text.trim() === ''
      ? usageFault(usage, 'The words to look for are missing.')
      : { name: 'runbook', words: text.trim() },
  explain: (usage, _, text) =>
    text.trim() === ''
      ? usageFault(usage, 'The state or message is missing.')
      : { name: 'explain', what: text.trim() },
  incidents: (usage, words) => {
    const { labels, rest } = readLabels(words);
    return rest.length > 0
      ? usageFault(usage, `"${rest[0]}" is no label=value.`)
      : { name: 'incidents', matchers: labels };
  },
  show: incidentParser('show'),
  why: incidentParser('why'),
  report: incidentParser('report'),
  acknowledge: incidentParser('acknowledge'),
  resolve: incidentParser('resolve'),
  silence: parseSilence,
  maintenance: parseMaintenance,
  silences: () => ({ name: 'silences' }),
  unsilence: (usage, [silenceId]) =>
    silenceId === undefined
      ? usageFault(usage, 'The id of the silence is missing; `/triage silences` lists them.')
      : { name: 'unsilence', silenceId },
  routes: (usage, words) => {
    const { labels, rest } = readLabels(words);
    if (rest.length > 0) return usageFault(usage, `"${rest[0]}" is no label=value.`);
    if (Object.keys(labels).length === 0) return usageFault(usage, 'Labels are missing.');
    return { name: 'routes', labels };
  },
  audit: (usage, [count = '20']) => {
    const most = Number(count);
    return Number.isInteger(most) && most > 0
      ? { name: 'audit', most: Math.min(MOST_AUDIT, most) }
      : usageFault(usage, `"${count}" is no number.`);
  },
};

function incidentParser(name: 'show' | 'why' | 'report' | 'acknowledge' | 'resolve'): Parser {
  return (usage, [id]) => {
    if (id === undefined)
      return usageFault(usage, 'The id of the incident is missing; it stands at the foot of its card.');
    return INCIDENT_ID.test(id)
      ? { name, incidentId: id }
      : usageFault(usage, `"${id}" is no incident id; they look like 0123456789abcdef-1.`);
  };
}

function noPeriod(usage: CommandUsage, since: string | undefined): Misread {
  return usageFault(
    usage,
    `"${since ?? ''}" is no time to look back to. Write 30m, 2h, 7d, 2026-11-25T03:00Z, or from..to.`,
  );
}
