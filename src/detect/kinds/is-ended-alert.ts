import type { Observation } from '../../model/observation.ts';

/** What alerting tools put in brackets before an alert that has ended: Alertmanager and Grafana `[RESOLVED]`, Datadog `[Recovered]`. */
const ENDED = ['resolved', 'recovered', 'recovery', 'cleared'];
const ACTIVE = ['firing', 'alerting', 'triggered', 'problem', 'critical', 'acknowledged'];
/** What a line begins with instead: Zabbix `Resolved in 5m:`, Nagios `** RECOVERY Service Alert: …`, PagerDuty `Resolved Incident #…`. */
const ENDED_TITLES = [
  'resolved: ',
  'resolved in ',
  'resolved incident ',
  'recovered: ',
  'recovery: ',
  'recovery service alert',
  'recovery host alert',
  'status: resolved',
  'state: resolved',
  'alert resolved',
  'alert closed',
];
const ACTIVE_TITLES = [
  'problem: ',
  'problem service alert',
  'problem host alert',
  'firing: ',
  'triggered: ',
  'status: firing',
  'status: triggered',
  'state: alerting',
];
/** An alert is shorter than this; more is a log or a thread in which one ended. */
const MOST_LINES = 40;

/** Whether a text is the notice of alerts that have all ended: what they say was so, and is no longer. */
export function isEndedAlert(observations: readonly Observation[]): boolean {
  if (observations.some(({ kind, form }) => kind !== 'log' || form === 'log' || form === 'trace'))
    return false;
  const lines = observations.flatMap(({ text }) => text.split('\n')).filter((line) => line.trim() !== '');
  if (lines.length > MOST_LINES) return false;
  return (
    lines.some((line) => says(line, ENDED, ENDED_TITLES)) &&
    !lines.some((line) => says(line, ACTIVE, ACTIVE_TITLES))
  );
}

function says(line: string, marks: readonly string[], titles: readonly string[]): boolean {
  const lower = line.toLowerCase();
  // Alertmanager writes how many are meant within the brackets: `[RESOLVED:2]`.
  if (marks.some((mark) => lower.includes(`[${mark}]`) || lower.includes(`[${mark}:`))) return true;
  const text = withoutMarks(lower);
  return titles.some((title) => text.startsWith(title));
}

/** A line from its first letter on, without quotes, stars and underlines. */
function withoutMarks(line: string): string {
  const text = Array.from(line)
    .filter((one) => !MARKS.includes(one))
    .join('');
  const from = Array.from(text).findIndex((one) => one.toLowerCase() !== one.toUpperCase());
  return from < 0 ? '' : text.slice(from);
}

const MARKS = ['"', "'", '*', '_', '`'];
