import { HalfopenError } from '../src/errors.ts';
import { replaySample } from './replay-sample.ts';
import { startHost } from './start-host.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const note = (message: string) => void process.stderr.write(`${message}\n`);

try {
  const { url, stop } = await startHost(process.env, loadFunctions, note);
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void stop().then(() => process.exit(0));
    });
  }
  say(`Halfopen is ready: ${url}`);
  const demo = process.argv.indexOf('--demo');
  if (demo >= 0) await replaySample(url, process.argv[demo + 1] ?? 'missed-heartbeats', say);
} catch (error) {
  if (!(error instanceof HalfopenError)) throw error;
  note(`${error.message}\n${error.hint}`);
  process.exit(2);
}

/** The same handlers as on AWS. They read the environment when they are loaded, so they are loaded when it is complete. */
async function loadFunctions() {
  return {
    'ingest-logs': (await import('../functions/ingest-logs.ts')).handler,
    'ingest-snapshot': (await import('../functions/ingest-snapshot.ts')).handler,
    slack: (await import('../functions/slack.ts')).handler,
    answer: (await import('../functions/answer.ts')).handler,
    notify: (await import('../functions/notify.ts')).handler,
    sweep: (await import('../functions/sweep.ts')).handler,
  };
}
