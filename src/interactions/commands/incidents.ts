import { isAbout } from '../../incidents/concerned-matching.ts';
import type { Answer } from '../../model/answer.ts';
import type { LabelMatchers } from '../../model/command.ts';
import { renderIncidentList } from '../../render/slack/answers/incident-list.ts';
import { containing } from '../../store/containing.ts';
import { type IncidentHead, labelsOf } from '../../store/incident-head.ts';
import { findIncident } from '../../store/incident-items.ts';
import { listOpen } from '../../store/incident-lists.ts';
import type { StoreContext } from '../../store/store-context.ts';
import { defineCommand } from './define-command.ts';
import { notALabel, readLabels } from './read-arguments.ts';

const SEVERITIES = ['critical', 'warning', 'info'];

/** `/triage incidents`: lists open incidents, of all or of those who bear the labels. One about many clients is found by each. */
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
  const heads = await listOpen(context);
  const found = await Promise.all(heads.map((head) => isWanted(context, head, matchers)));
  const open = heads.filter((_, i) => found[i] === 'yes');
  const unsure = found.filter((one) => one === 'unknown').length;
  const ranked = open.toSorted(
    (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || b.lastSeenMs - a.lastSeenMs,
  );
  return { content: renderIncidentList(ranked, unsure) };
}

/** Whom an incident about many concerns stands in its body: it is read where its head does not rule it out. */
async function isWanted(
  given: StoreContext,
  head: IncidentHead,
  matchers: LabelMatchers,
): Promise<ReturnType<typeof isAbout>> {
  const labels = labelsOf(head);
  const counted = (head.concerns ?? []).map((one) => ({ ...one, names: [] }));
  const byHead = isAbout(matchers, labels, counted);
  if (byHead !== 'unknown') return byHead;
  const { context, contain } = containing(given);
  const incident = await contain(`incident ${head.id}`, () => findIncident(context, head.id));
  return incident ? isAbout(matchers, labels, incident.diagnosis.concerns ?? []) : 'unknown';
}
