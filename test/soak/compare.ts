import type { Incident } from '../../src/model/incident.ts';
import { isNoticeKey, noticeKey } from '../../src/model/notice-key.ts';
import { seenCount } from '../../src/render/seen-count.ts';
import { upgrade } from '../../src/store/upgrade.ts';
import { groupBy } from '../support/group-by.ts';
import type { StandingMessage } from '../support/memory-chat.ts';
import type { Episode } from './episode.ts';
import type { Course } from './oracle.ts';
import { courseOf } from './people.ts';
import type { SoakRun } from './soak-run.ts';

/** Something that is not as it had to be. */
export interface Difference {
  course: string;
  what: string;
  expected: unknown;
  got: unknown;
  atMs: number;
}

/** So many minutes in which a card could be posted are enough. */
const FAIR_MINUTES = 3;

/** Compares every incident with its course, but for those whose system has a failed delivery to be tried again. */
export async function compareCourses(run: SoakRun, when: 'then' | 'end'): Promise<Difference[]> {
  const { oracle, retrying, clock } = run;
  const stored = await storedIncidents(run);
  const differences: Difference[] = [];
  const differ = (course: string, what: string, expected: unknown, got: unknown) => {
    if (expected !== got) differences.push({ course, what, expected, got, atMs: clock.ms });
  };
  const now = new Map(
    stored.filter(({ pk }) => pk === 'incident').map(({ incident }) => [incident.fingerprint, incident]),
  );
  const byCourse = groupBy(now.values(), courseOf);
  for (const [key, course] of oracle.courses) {
    const [incident, ...others] = byCourse.get(key) ?? [];
    if ((retrying.get(course.system) ?? 0) > 0) continue;
    differ(key, 'further incidents of the same', 0, others.length);
    differ(key, 'an incident', course.now !== undefined, incident !== undefined);
    if (course.now && incident) compareEpisode(course, course.now, incident, differ);
  }
  for (const [key, [incident]] of byCourse) {
    if (oracle.courses.has(key) || !incident || (retrying.get(incident.system) ?? 0) > 0) continue;
    if (!incident.explainedBy) differ(key, 'an unexpected incident', undefined, incident.diagnosis.runbook);
  }
  if (when === 'end') comparePast(run, stored, differ);
  return differences;
}

type Differ = (course: string, what: string, expected: unknown, got: unknown) => void;

function compareEpisode(course: Course, episode: Episode, incident: Incident, differ: Differ): void {
  if (course.doubt) return;
  const key = courseOf(incident);
  differ(key, 'explained by', undefined, incident.explainedBy);
  differ(key, 'state', stateOf(episode), incident.resolution?.why ?? incident.state);
  differ(key, 'times reopened', episode.flaps, incident.flaps);
  differ(key, 'owner', episode.owner?.user, incident.owner?.user);
  if (course.isNumberKnown) differ(key, 'episode', episode.number, incident.episode);
  compareHits(key, episode, incident, differ);
}

function stateOf({ state, why }: Episode): string {
  return why && state === 'resolved' ? why : state;
}

function compareHits(key: string, episode: Episode, incident: Incident, differ: Differ): void {
  differ(
    key,
    'last seen',
    new Date(episode.lastMs).toISOString(),
    new Date(incident.lastSeenMs).toISOString(),
  );
  differ(key, 'count', episode.count, incident.count);
  differ(
    key,
    'first seen',
    new Date(episode.firstMs).toISOString(),
    new Date(incident.firstSeenMs).toISOString(),
  );
}

/** Past episodes, by their numbers where these are known. */
function comparePast({ oracle }: SoakRun, stored: readonly Stored[], differ: Differ): void {
  const past = new Map(
    stored
      .filter(({ pk }) => pk === 'past-episode')
      .map(({ incident }) => [`${courseOf(incident)} ${incident.episode}`, incident]),
  );
  for (const [key, course] of oracle.courses) {
    if (!course.isNumberKnown) continue;
    for (const episode of course.past) {
      const incident = past.get(`${key} ${episode.number}`);
      differ(key, `a past episode ${episode.number}`, true, incident !== undefined);
      if (!incident) continue;
      differ(
        key,
        `state of episode ${episode.number}`,
        stateOf(episode),
        incident.resolution?.why ?? incident.state,
      );
      if (!episode.isDoubtful) compareHits(key, episode, incident, differ);
    }
  }
}

/** Compares what stands in Slack: one card for each episode that has to have one, what it shows, no message twice. */
export async function compareSlack(run: SoakRun): Promise<Difference[]> {
  const { oracle, slack, clock } = run;
  const differences: Difference[] = [];
  const differ = (course: string, what: string, expected: unknown, got: unknown) => {
    if (expected !== got) differences.push({ course, what, expected, got, atMs: clock.ms });
  };
  const messages = groupBy(slack.standing, ({ name }) => name.incident);
  const stored = await storedIncidents(run);
  const digests = stored.flatMap(({ incident }) => incident.notified.digest ?? []);
  for (const id of new Set(digests)) differ(id, 'digest cards', 1, messages.get(id)?.length ?? 0);
  for (const { incident } of stored) {
    const own = messages.get(incident.id) ?? [];
    const key = `${courseOf(incident)} (${incident.id})`;
    for (const [name, same] of groupBy(own, (message) => message.name.key))
      differ(key, `messages ${name}`, 1, same.length);
    const course = oracle.courses.get(courseOf(incident));
    const episode = [...(course?.past ?? []), course?.now].find((one) => one?.number === incident.episode);
    if (!course?.isNumberKnown || !episode) continue;
    compareCard(key, { episode, incident, own }, differ);
  }
  differ('all', 'messages faster than the pace', 0, slack.tooFast);
  return differences;
}

function compareCard(
  key: string,
  { episode, incident, own }: { episode: Episode; incident: Incident; own: readonly StandingMessage[] },
  differ: Differ,
): void {
  const card = own.find(({ name }) => name.key === 'card');
  const isShown = card !== undefined || incident.notified.digest !== undefined;
  const fair = episode.deletedMs === undefined ? episode.fairMinutes : episode.fairAgain;
  if (fair >= FAIR_MINUTES) differ(key, 'its card', true, isShown);
  if (!episode.wasAudible) differ(key, 'its card', false, isShown);
  if (!card || episode.deletedMs !== undefined) return;
  differ(key, 'the version shown', incident.version, incident.notified.version);
  const text = JSON.stringify(card.content);
  differ(key, `the count ${incident.count} on its card`, true, text.includes(seenCount(incident)));
  const keys = own.map(({ name }) => name.key);
  const isTold = keys.includes(noticeKey('resolved', incident.flaps));
  if (episode.state === 'resolved' && episode.fairMinutes >= FAIR_MINUTES && !episode.endedMuted)
    differ(key, 'a notice that it is resolved', true, isTold);
  differ(
    key,
    'more returns told than there were',
    true,
    keys.filter((one) => isNoticeKey(one, 'back')).length <= incident.flaps,
  );
}

interface Stored {
  pk: string;
  incident: Incident;
}

/** Every incident in the table, past episodes too. */
async function storedIncidents({ bot, clock }: SoakRun): Promise<Stored[]> {
  const lists = await Promise.all(['incident', 'past-episode'].map((pk) => bot.table.list({ pk }, clock.ms)));
  return lists.flat().map(({ pk, body }) => ({ pk, incident: upgrade<Incident>(body) }));
}
