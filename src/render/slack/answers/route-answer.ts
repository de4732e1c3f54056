import type { MessageContent } from '../../../model/chat-message.ts';
import type { Route } from '../../../model/config.ts';
import { cutRaw } from '../../cut.ts';
import { duration } from '../../in-words.ts';
import { context, message, section } from '../blocks.ts';
import { inlineCode, moment, plain, who } from '../mrkdwn.ts';

/** Where an incident with these labels would go now: a dry run. */
export function renderRoute(
  labels: Readonly<Record<string, string>>,
  {
    route,
    quietUntilMs,
    silences,
    mentions,
  }: { route: Route; quietUntilMs?: number; silences: readonly string[]; mentions: readonly string[] },
): MessageContent {
  const given = Object.entries(labels).map(([name, value]) => inlineCode(cutRaw(`${name}=${value}`, 100)));
  const { name, channel, copies = [], escalate = [], quietHours } = route;
  const isCritical = labels['severity'] === 'critical';
  return message(`Route ${name}: ${channel}`, [
    section(`*An incident with* ${given.join(' ')}\ntakes route *${plain(name)}* to *${plain(channel)}*`),
    section(
      [
        mentions.length > 0
          ? `📣 mentions ${mentions.map(who).join(' ')} on its card${calledBy(route)}`
          : `mentions nobody on its card${calledBy(route)}`,
        ...copies.map(
          (copy) =>
            `📋 a copy goes to ${plain(copy.channel)}${copy.mention ? `, and mentions ${inWords(copy.mention)}` : ''}`,
        ),
        ...escalate.map(
          ({ afterMs, mention }) =>
            `⏫ mentions ${inWords(mention)} when nobody has acknowledged it after ${duration(afterMs)}`,
        ),
        ...(quietHours
          ? [
              `🌙 quiet from ${quietHours.from} to ${quietHours.to} (${plain(quietHours.timeZone)})${quietUntilMs === undefined ? '' : `: now, until ${moment(quietUntilMs)}`}${isCritical ? ', critical incidents still notify' : ''}`,
            ]
          : []),
        ...silences.map((silence) => `muted now: ${silence}`),
      ].join('\n'),
    ),
    context('Dry run: nothing was sent. In a pipeline: `halfopen routes label=value … --expect "#channel"`'),
  ]);
}

/** By which schedules the route calls people. */
function calledBy({ mention, also = [] }: Route): string {
  const named = [mention, ...also].filter((one) => one?.startsWith('@'));
  return named.length > 0 ? ` (on call by ${named.map((one) => inlineCode(one ?? '')).join(', ')})` : '';
}

function inWords(mention: string): string {
  return mention.startsWith('@') ? `who is on call by ${inlineCode(mention)}` : who(mention);
}
