import { expect, it } from 'vitest';
import { type EvidenceIndex, noteEvidence, readIndex } from '../../../src/ingest/evidence-index.ts';
import { changeItem } from '../../../src/store/change-item.ts';
import { testContext } from '../../support/test-context.ts';

const MINUTE = 30_000_000;
const changed = (minute: number) => new Map([[minute, { rev: 1, more: 0, events: 4 }]]);

/** What a function of an earlier version did: it kept the minutes that it found and added its own. */
async function noteAsBefore(context: ReturnType<typeof testContext>, minute: number): Promise<void> {
  const place = { pk: 'evidence-index', sk: 'shop', keptMs: 86_400_000 };
  const own = { rev: 1, more: 0, events: 2, expiresMs: context.nowMs() + 6 * 3_600_000 };
  await changeItem<EvidenceIndex>(context, place, (known) => ({
    changes: (known?.changes ?? 0) + 1,
    minutes: { ...known?.minutes, [minute]: own },
  }));
}

it('adds up what came to a minute', async () => {
  const context = testContext();
  await noteEvidence(context, 'shop', changed(MINUTE));
  await noteEvidence(context, 'shop', changed(MINUTE));

  expect((await readIndex(context, 'shop')).minutes[MINUTE]).toMatchObject({ rev: 2, events: 8 });
});

it('loses no minute where a function of an earlier version goes on for a while', async () => {
  const context = testContext();
  await noteEvidence(context, 'shop', changed(MINUTE));
  await noteAsBefore(context, MINUTE);
  await noteAsBefore(context, MINUTE + 1);
  await noteEvidence(context, 'shop', changed(MINUTE + 2));

  const { minutes } = await readIndex(context, 'shop');
  expect(Object.keys(minutes).map(Number)).toEqual([MINUTE, MINUTE + 1, MINUTE + 2]);
  expect(minutes[MINUTE]).toMatchObject({ rev: 2, events: 6 });
});
