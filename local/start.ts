import { HalfopenError } from '../src/errors.ts';
import { replaySample, sampleNames } from './replay-sample.ts';
import { startSocketMode } from './socket-mode.ts';
import { startHost } from './start-host.ts';

const say = (line: string) => void process.stdout.write(`${line}\n`);
const note = (message: string) => void process.stderr.write(`${message}\n`);

try {
  const demo = demoOf(process.argv.slice(2));
  const { url, stop } = await startHost(process.env, loadFunctions, note);
  const {
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
    SLACK_SIGNING_SECRET: signingSecret = '',
  } = process.env;
  const leave = appToken
    ? await startSocketMode({ appToken, apiUrl }, { url, signingSecret }, note)
    : undefined;
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (isStopping) return;
      isStopping = true;
      void Promise.resolve(leave?.())
        .catch(() => undefined)
        .then(stop)
        .then(() => process.exit(0));
    });
  }
  say(`Halfopen is ready: ${url}`);
  if (demo) await replaySample(url, demo, say);
} catch (error) {
  if (!(error instanceof HalfopenError)) throw error;
  note(`${error.message}\n${error.hint}`);
  process.exit(2);
}

/** Which sample is to be replayed; none without `--demo`. Throws where the arguments are others. */
function demoOf(words: readonly string[]): string | undefined {
  const [option, name = 'missed-heartbeats', ...more] = words;
  if (option === undefined) return undefined;
  if (option === '--demo' && more.length === 0 && sampleNames().includes(name)) return name;
  throw new HalfopenError({
    code: 'argument-unknown',
    message: `not understood: ${words.join(' ')}`,
    hint: `Usage: npm start [-- --demo [${sampleNames().join(' | ')}]]`,
  });
}

/** The same handlers as on AWS. They read the environment when they are loaded, so they are loaded when it is complete. */
async function loadFunctions() {
  return {
    'ingest-logs': (await import('../functions/ingest-logs.ts')).handler,
    'ingest-snapshot': (await import('../functions/ingest-snapshot.ts')).handler,
    'ingest-otlp': (await import('../functions/ingest-otlp.ts')).handler,
    alert: (await import('../functions/alert.ts')).handler,
    slack: (await import('../functions/slack.ts')).handler,
    answer: (await import('../functions/answer.ts')).handler,
    notify: (await import('../functions/notify.ts')).handler,
    sweep: (await import('../functions/sweep.ts')).handler,
  };
}
