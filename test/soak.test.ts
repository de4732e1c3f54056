import { describe, expect, it } from 'vitest';
import { compareCourses } from './soak/compare.ts';
import { runSoak } from './soak/run-soak.ts';

/** The short form of `npm run soak`, which plays days of it. */
describe('hours of trouble in simulated time', () => {
  it('become the incidents and cards that the rules say, with kills and retries between', async () => {
    const { run, differences } = await runSoak({ hours: 3, systems: 1, seed: 4 });

    expect(differences).toEqual([]);
    expect(run.done.kills).toBeGreaterThan(0);
    expect(run.slack.standing.length).toBeGreaterThan(10);
  }, 120_000);

  it('with alarms that come and go, and people who act, miss nothing and make up nothing', async () => {
    const { run, differences } = await runSoak({ hours: 3, systems: 1, seed: 6 });
    const [course] = run.oracle.courses.values();
    if (!course) throw new Error('nothing happened');
    const { system, runbook, who } = course;
    const atMs = run.clock.ms;

    expect(differences).toEqual([]);

    // What never reached the bot is missed.
    run.oracle.take({ system, facts: [{ runbook, who, says: 'hit', atMs }], firstTryMs: atMs, atMs });
    expect(await compareCourses(run, 'end')).not.toEqual([]);
  }, 120_000);
});
