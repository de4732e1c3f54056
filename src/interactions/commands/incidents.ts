import { matchesLabels } from '../../incidents/silence-matching.ts';
import type { Answer } from '../../model/answer.ts';
import type { LabelMatchers } from '../../model/command.ts';
import { renderIncidentList } from '../../render/slack/answers/incident-list.ts';
import { labelsOf } from '../../store/incident-head.ts';
import { listOpen } from '../../store/incident-lists.ts';
import type { StoreContext } from '../../store/store-context.ts';
import { defineCommand } from './define-command.ts';
import { notALabel, readLabels } from './read-arguments.ts';

const SEVERITIES = ['critical', 'warning', 'info'];

/** `/triage incidents`: lists open incidents. */
export const incidents = defineCommand({
  name: 'incidents',
  aliases: ['incident', 'list', 'open'],
  arguments: '[label=value …]',
  does: 'list open incidents',
  example: 'incidents system=payments',
  isQuestion: true,
  parse({ words }) {
    const { labels, rest } = readLabels(words);
    return rest.length > 0 ? notALabel(rest[0]) : { matchers: labels };
  },
  run: (context, _, { matchers }) => answerOpen(context, matchers),
});

/** Open incidents, the most severe and latest first. */
async function answerOpen(context: StoreContext, matchers: LabelMatchers): Promise<Answer> {
  const isWanted = (labels: LabelMatchers) =>
    Object.keys(matchers).length === 0 || matchesLabels({ matchers }, labels);
  const open = (await listOpen(context)).filter((head) => isWanted(labelsOf(head)));
  const ranked = open.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.lastSeenMs - a.lastSeenMs,
  );
  return { content: renderIncidentList(ranked) };
}
