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

/** A list of commits has so many lines that begin with an abbreviated hash (git-log(1) --oneline). */
const LEAST_COMMITS = 3;
/** Of 12 characters are the ids of containers. */
const HASH_CHARACTERS = [7, 9];

/** Whether a text describes a change to a program, as a commit, a review or its build does: what it shows is what the change is about. */
export function isChange(observations: readonly Observation[]): boolean {
  const shown = observations.filter(({ kind, form }) => kind !== 'log' || form === 'log' || form === 'trace');
  const lines = observations.flatMap(({ text }) => text.split('\n'));
  if (shown.length > MOST_SHOWN || lines.length > MOST_LINES) return false;
  if (lines.filter(isCommit).length >= LEAST_COMMITS) return true;
  return lines.some((line) => {
    const text = line.trim().toLowerCase();
    return (
      BEGINNINGS.some((beginning) => text.startsWith(beginning)) ||
      REVIEWED.some((word) => text.split(' ').includes(word) || (word.includes(' ') && text.includes(word)))
    );
  });
}

const HEXADECIMAL = '0123456789abcdef';

function isCommit(line: string): boolean {
  const [hash = '', subject] = line.trim().split(' ', 2);
  const [least = 0, most = 0] = HASH_CHARACTERS;
  if (subject === undefined || hash.length < least || hash.length > most) return false;
  // A number alone may count or name anything.
  return Array.from(hash).every((one) => HEXADECIMAL.includes(one)) && Number.isNaN(Number(hash));
}
