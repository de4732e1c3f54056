import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Course,
  type Kill,
  NeverReached,
  PHASES,
  type Phase,
  startKilledHost,
} from '../support/killed-host.ts';

const FIRST_MS = Math.floor((Date.now() - 1_200_000) / 60_000) * 60_000;
const isWhole = process.env['HALFOPEN_KILLS'] === 'all';

/** Where a host is killed on its way through one incident, each time in the same life of it. */
const SOME: readonly [string, Phase, string, Kill['when']][] = [
  ['evidence is kept', 'seen', 'put evidence-lines', 'after'],
  ['an incident is written, and nobody is told', 'seen', 'put incident', 'after'],
  ['a card is reserved within the budget', 'seen', 'put channel', 'after'],
  ['a card is about to be posted', 'seen', 'chat.postMessage card', 'before'],
  ['a card is posted, and nobody has recorded it', 'seen', 'chat.postMessage card', 'after'],
  ['a digest of the evidence is kept', 'seen again', 'put evidence-digest', 'after'],
  ['a card is edited, and nobody has recorded it', 'seen again', 'chat.update card', 'after'],
  ['an incident is counted on a digest card', 'beyond the budget', 'put digest-member', 'after'],
  ['an incident is resolved, and nobody is told', 'over', 'put incident', 'after'],
];

/** Plays all phases; gives what stood in Slack after each, and the writes that it took. */
async function play(kills: readonly Kill[], wanted?: Course) {
  const host = await startKilledHost(FIRST_MS);
  try {
    const shown: Record<string, string> = {};
    const writes: Record<string, string[]> = {};
    for (const phase of PHASES) {
      const due = kills.filter((kill) => kill.phase === phase);
      shown[phase] = await host.play(phase, due, wanted?.[phase]);
      writes[phase] = host.takeWrites();
    }
    return { course: shown as Course, writes: writes as Record<Phase, string[]> };
  } finally {
    host.stop();
  }
}

let undisturbed: Awaited<ReturnType<typeof play>>;
beforeAll(async () => void (undisturbed = await play([])), 60_000);

describe('a host that is killed', () => {
  it('again and again on its way loses no incident, doubles no card, and tells in the end what it tells undisturbed', async () => {
    const kills = SOME.map(([, phase, write, when]) => ({ phase, write, nth: 1, when }));

    const { course } = await play(kills, undisturbed.course);

    expect(course).toEqual(undisturbed.course);
  }, 180_000);

  it.runIf(isWhole)(
    'at any write, before it or after, does so too',
    async () => {
      const stories = everyWrite(undisturbed.writes);
      const wrong: string[] = [];
      let missed = 0;
      for (const kills of stories) {
        const course = await play(kills, undisturbed.course).then(
          (played) => played.course,
          (error: Error) => (error instanceof NeverReached ? undefined : { failed: error.message }),
        );
        const isSame = isDeepStrictEqual(course, undisturbed.course);
        const outcome = isSame ? 'same' : course ? 'DIFFERENT' : 'never reached';
        console.log(`${outcome}: ${kills.map(describeKill).join(' · ')}`);
        if (!course) missed++;
        else if (!isSame) wrong.push(JSON.stringify({ kills, course }, null, 1));
      }

      expect(wrong).toEqual([]);
      expect(missed).toBeLessThan(stories.length / 20);
    },
    3_600_000,
  );
});

function describeKill({ phase, write, nth, when }: Kill): string {
  return `${phase}: ${when} ${write} (${nth})`;
}

/** A kill before and one after every write, one a phase in each story. */
function everyWrite(writes: Record<Phase, string[]>): Kill[][] {
  const points = PHASES.map((phase) => {
    const counts = new Map<string, number>();
    return (writes[phase] ?? []).flatMap((write): Kill[] => {
      const nth = (counts.get(write) ?? 0) + 1;
      counts.set(write, nth);
      return (['before', 'after'] as const).map((when) => ({ phase, write, nth, when }));
    });
  });
  const most = Math.max(...points.map(({ length }) => length));
  return Array.from({ length: most }, (_, i) => points.flatMap((phase) => phase[i] ?? []));
}
