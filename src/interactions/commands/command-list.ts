import type { CommandUsage } from '../../model/command.ts';

/** All that `/triage` understands. */
export const COMMAND_LIST: readonly CommandUsage[] = [
  {
    name: 'paste',
    aliases: ['triage'],
    arguments: '[evidence]',
    does: 'diagnose a log, `ss` or `netstat` output you paste or upload; without evidence a form opens',
    example: 'paste',
  },
  {
    name: 'logs',
    aliases: ['log'],
    arguments: '<log group> [since]',
    does: 'triage a log group, by default its last hour',
    example: 'logs /aws/amazonmq/broker/b-1234/general 2h',
  },
  {
    name: 'runbook',
    aliases: ['runbooks', 'rb'],
    arguments: '<words>',
    does: 'look a runbook up by words, also misspelt ones, or by its id',
    example: 'runbook publisher hangs',
  },
  {
    name: 'explain',
    aliases: ['what'],
    arguments: '<state or message>',
    does: 'what a TCP state, a word of the field or a log line means, with a picture',
    example: 'explain CLOSE_WAIT',
  },
  {
    name: 'incidents',
    aliases: ['incident', 'list', 'open'],
    arguments: '[label=value …]',
    does: 'list what is open',
    example: 'incidents system=payments',
  },
  {
    name: 'show',
    arguments: '<incident>',
    does: 'an incident with its evidence and steps',
    example: 'show 0123456789abcdef-1',
  },
  {
    name: 'why',
    arguments: '<incident>',
    does: 'why it did or did not notify',
    example: 'why 0123456789abcdef-1',
  },
  {
    name: 'acknowledge',
    aliases: ['ack'],
    arguments: '<incident>',
    does: 'take it: your name stands on it, repeats stop',
    example: 'ack 0123456789abcdef-1',
  },
  {
    name: 'resolve',
    arguments: '<incident>',
    does: 'say that it is over',
    example: 'resolve 0123456789abcdef-1',
  },
  {
    name: 'silence',
    aliases: ['mute'],
    arguments: '<incident | label=value …> <duration> <reason>',
    does: 'mute what bears these labels; `*` at the end of a value matches what begins with it',
    example: 'silence system=payments queue=orders* 2h planned failover',
  },
  {
    name: 'silences',
    arguments: '',
    does: 'list silences, each with a button that ends it',
    example: 'silences',
  },
  {
    name: 'unsilence',
    aliases: ['unmute'],
    arguments: '<silence>',
    does: 'end a silence or a maintenance window',
    example: 'unsilence s-1a2b3c4d',
  },
  {
    name: 'maintenance',
    arguments: '[<label=value …> [from <time>] <duration> <reason>]',
    does: 'list maintenance windows, or plan one: cards of that time say so, and wait for its end',
    example: 'maintenance system=payments from 22:00 2h broker upgrade',
  },
  {
    name: 'routes',
    aliases: ['route'],
    arguments: '<label=value …>',
    does: 'dry run: where would an incident with these labels go?',
    example: 'routes system=payments severity=critical',
  },
  {
    name: 'backtest',
    arguments: '<runbook> <log group> [since]',
    does: 'how often a runbook would have fired on what a log group holds',
    example: 'backtest missed-heartbeats /aws/amazonmq/broker/b-1234/general 7d',
  },
  {
    name: 'report',
    aliases: ['postmortem', 'post-mortem'],
    arguments: '<incident>',
    does: 'a draft post-mortem in Markdown',
    example: 'report 0123456789abcdef-1',
  },
  { name: 'audit', arguments: '[how many]', does: 'who did what, the latest first', example: 'audit 50' },
  {
    name: 'help',
    aliases: ['?'],
    arguments: '[command]',
    does: 'this list, or one command',
    example: 'help silence',
  },
];

/** The usage of a command by its name or one of its aliases. */
export function usageOf(word: string): CommandUsage | undefined {
  const name = word.toLowerCase();
  return COMMAND_LIST.find((one) => one.name === name || one.aliases?.includes(name));
}
