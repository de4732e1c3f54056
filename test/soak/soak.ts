/**
 * Plays days of trouble in simulated time against the bot's own code, and compares what it made of them with what had to come:
 * `npm run soak -- [--hours N] [--systems N] [--seed S]`. The same seed plays the same.
 */
import { parseArgs } from 'node:util';
import { reportLines } from './report.ts';
import { runSoak } from './run-soak.ts';

const { values } = parseArgs({
  options: {
    hours: { type: 'string', default: '72' },
    systems: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
});
const [hours, systems, seed] = [values.hours, values.systems, values.seed].map(Number) as [
  number,
  number,
  number,
];
const command = `npm run soak -- --hours ${hours} --systems ${systems} --seed ${seed}`;
const started = performance.now();
const result = await runSoak({ hours, systems, seed }, ({ run, differences }) => {
  const seconds = Math.round((performance.now() - started) / 1_000);
  process.stderr.write(
    `\rhour ${run.sizes.at(-1)?.hour} after ${seconds} s, ${differences.length} differences `,
  );
});
console.log(['', ...reportLines(result, command)].join('\n'));
process.exitCode = result.differences.length > 0 ? 1 : 0;
