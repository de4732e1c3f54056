import type { Observation } from '../../model/observation.ts';

/** Lines that only a commit, a review or a build has (git-interpret-trailers(1), git-cherry-pick(1) -x, Gerrit, Gradle, Maven). */
const BEGINNINGS = [
  '(cherry picked from commit',
  'cherry-picked from',
  'backport-of:',
  'backports ',
  'signed-off-by:',
  'co-authored-by:',
  'reviewed-by:',
  'acked-by:',
  'change-id:',
  'this is a follow up to #',
  'this is a follow-up to #',
  'build successful',
  'build success',
  '[info] build success',
];
/** What a reviewer says, anywhere in a line. */
const REVIEWED = ['lgtm', '(merged into '];
/** A description of a change is shorter than this; more is a thread in which one is mentioned. */
const MOST_LINES = 60;
/** It shows so many lines of a log at most. */
const MOST_SHOWN = 12;

/** Whether a text describes a change to a program, as a commit, a review or its build does: what it shows is what the change is about. */
export function isChange(observations: readonly Observation[]): boolean {
  const shown = observations.filter(({ kind, form }) => kind !== 'log' || form === 'log' || form === 'trace');
  const lines = observations.flatMap(({ text }) => text.split('\n'));
  if (shown.length > MOST_SHOWN || lines.length > MOST_LINES) return false;
  return lines.some((line) => {
    const text = line.trim().toLowerCase();
    return (
      BEGINNINGS.some((beginning) => text.startsWith(beginning)) ||
      REVIEWED.some((word) => text.split(' ').includes(word) || (word.includes(' ') && text.includes(word)))
    );
  });
}
