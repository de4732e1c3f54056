import { readConfig } from '../adapters/config/read-config.ts';
import { readDeployFile } from '../adapters/config/read-deploy-file.ts';
import { HalfopenError } from '../errors.ts';
import { routeOf } from '../incidents/match-config.ts';
import { isQuietHours } from '../incidents/quiet-hours.ts';
import { readLabels } from '../interactions/commands/read-arguments.ts';
import { didYouMean } from '../interactions/did-you-mean.ts';
import type { Config, Route } from '../model/config.ts';
import { isoSeconds } from '../model/iso-time.ts';
import { duration } from '../render/in-words.ts';
import type { Terminal } from './terminal.ts';

type Labels = Readonly<Record<string, string>>;

interface RoutesOptions {
  config?: string;
  expect?: string;
  json?: boolean;
}

const SEVERITIES = ['critical', 'warning', 'info'];
/** Labels that every incident has; others name whom it is about. */
const LABELS = ['severity', 'system', 'runbook'];
const EXAMPLE = 'Write them like system=payments severity=critical.';

/**
 * `halfopen routes label=value…`: where an incident with these labels would go now. With `--expect` it exits with 1, and says so on
 * standard error, when that is another channel. Throws `bad-use`, `config-faulty`, `config-missing`.
 */
export function routesCommand(
  words: string[],
  { config: file, expect, json }: RoutesOptions,
  terminal: Terminal,
): void {
  const { env, stdout, stderr } = terminal;
  const labels = readGiven(words);
  if (expect !== undefined && bare(expect) === '')
    throw badUse('--expect has no channel.', 'Write --expect "#on-call".');
  const route = routeOf(withDefault(readConfig(file ?? env['HALFOPEN_CONFIG']), env), labels);
  const quietUntilMs = isQuietHours(route, Date.now());
  stdout.write(json ? asJson(route, quietUntilMs) : asText(route, quietUntilMs, labels));
  if (expect === undefined || bare(expect) === bare(route.channel)) return;
  stderr.write(`halfopen: it goes to ${route.channel} by route "${route.name}", not to ${expect}.\n`);
  terminal.exitCode = 1;
}

function readGiven(words: readonly string[]): Labels {
  const { labels, rest } = readLabels(words);
  if (rest.length > 0) throw badUse(`"${rest[0]}" is not label=value.`, EXAMPLE);
  for (const label of Object.keys(labels)) refuseMisspelt(label);
  const { severity } = labels;
  if (severity === undefined || SEVERITIES.includes(severity)) return labels;
  const near = didYouMean(severity, SEVERITIES);
  const hint = near ? `Did you mean ${near}?` : `Write one of ${SEVERITIES.join(', ')}.`;
  throw badUse(`"${severity}" is not a severity.`, hint);
}

/** Any label may be asked for, so that one misspelt would match nothing without a word. */
function refuseMisspelt(label: string): void {
  const near = didYouMean(label, LABELS);
  if (near && !LABELS.includes(label)) throw badUse(`"${label}" is not a label.`, `Did you mean ${near}=?`);
}

/** What none of the routes takes goes where the deployment says, as it does there. */
function withDefault({ routes }: Config, env: NodeJS.ProcessEnv): Pick<Config, 'routes'> {
  const channel = env['SLACK_CHANNEL'] || readDeployFile('deploy.yml').deploy?.channel || '#on-call';
  return { routes: [...routes, { name: 'default', match: {}, channel }] };
}

function asText(route: Route, quietUntilMs: number | undefined, labels: Labels): string {
  const { name, channel, copies = [], escalate = [] } = route;
  const mentions = [...(route.mention ? [route.mention] : []), ...(route.also ?? [])];
  const rows = [
    ['route', name],
    ['channel', channel],
    ['mention', mentions.join(', ') || 'nobody'],
    ...copies.map((copy) => ['copy to', `${copy.channel}, mention ${copy.mention ?? 'nobody'}`]),
    [
      'escalation',
      escalate.map((step) => `${step.mention} after ${duration(step.afterMs)}`).join(', ') || 'none',
    ],
    ['quiet hours', quietText(route, quietUntilMs, labels['severity'] === 'critical')],
  ];
  return rows.map(([what = '', value = '']) => `${what.padEnd(12)} ${value}\n`).join('');
}

function quietText({ quietHours }: Route, untilMs: number | undefined, isCritical: boolean): string {
  if (!quietHours) return 'none';
  const { from, to, timeZone, days } = quietHours;
  const onDays = days.length > 0 ? ` on ${days.join(', ')}` : '';
  const now = untilMs === undefined ? 'not now' : `now, until ${isoSeconds(untilMs)}`;
  return `${from} to ${to} ${timeZone}${onDays}: ${now}${isCritical ? '; critical ones come all the same' : ''}`;
}

function asJson(
  { name, match, channel, mention, also, copies, escalate, quietHours }: Route,
  untilMs?: number,
): string {
  const answer = {
    route: name,
    match,
    channel,
    mention: mention ?? null,
    ...(also ? { also } : {}),
    ...(copies ? { copies } : {}),
    escalate:
      escalate?.map(({ afterMs, mention: whom }) => ({ afterSec: afterMs / 1000, mention: whom })) ?? null,
    quietHours: quietHours
      ? {
          ...quietHours,
          isNow: untilMs !== undefined,
          ...(untilMs === undefined ? {} : { until: isoSeconds(untilMs) }),
        }
      : null,
  };
  return `${JSON.stringify(answer, null, 2)}\n`;
}

/** `#x` and `x` are one channel. */
function bare(channel: string): string {
  return channel.trim().replace(/^#/, '');
}

function badUse(message: string, hint: string): HalfopenError {
  return new HalfopenError({ code: 'bad-use', message, hint });
}
