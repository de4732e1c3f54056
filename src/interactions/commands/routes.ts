import { routeOf } from '../../incidents/match-config.ts';
import { isQuietHours } from '../../incidents/quiet-hours.ts';
import { whomToCall } from '../../notify/whom-to-call.ts';
import { renderRoute } from '../../render/slack/answers/route-answer.ts';
import { activeSilences } from '../active-silences.ts';
import { defineCommand } from './define-command.ts';
import { notALabel, readLabels } from './read-arguments.ts';

/** `/triage routes`: where an incident with these labels would go now. */
export const routes = defineCommand({
  name: 'routes',
  aliases: ['route'],
  arguments: '<label=value …>',
  does: 'dry run: where would an incident with these labels go?',
  example: 'routes system=payments severity=critical',
  isQuestion: true,
  parse({ words }) {
    const { labels, rest } = readLabels(words);
    if (rest.length > 0) return notALabel(rest[0]);
    return Object.keys(labels).length === 0 ? { misread: 'Labels are missing.' } : { labels };
  },
  async run(context, _, { labels }) {
    const route = routeOf(context.config, labels);
    const quietUntilMs = isQuietHours(route, context.nowMs());
    const silences = await activeSilences(context, labels);
    const quiet = quietUntilMs === undefined ? {} : { quietUntilMs };
    const mentions = await whomToCall(context, route);
    return { content: renderRoute(labels, { route, silences, mentions, ...quiet }) };
  },
});
