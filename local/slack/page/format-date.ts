const DAY: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', day: 'numeric' };
const SHORT: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' };
const LONG: Intl.DateTimeFormatOptions = { weekday: 'long', ...DAY };

/** Writes a time as Slack's `<!date^…>` asks for, in the reader's own time zone. `nowMs` decides what today is. */
export function formatDate(seconds: number, format: string, nowMs: number): string {
  const at = new Date(seconds * 1000);
  const date = (options: Intl.DateTimeFormatOptions) => at.toLocaleDateString('en-US', options);
  const time = (options: Intl.DateTimeFormatOptions) => at.toLocaleTimeString('en-US', options);
  const near = nearDay(at, nowMs);
  const tokens: Record<string, () => string> = {
    date_num: () => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`,
    date_slash: () => date({ year: 'numeric', month: '2-digit', day: '2-digit' }),
    date: () => date(DAY),
    date_short: () => date(SHORT),
    date_long: () => date(LONG),
    date_pretty: () => near ?? date(DAY),
    date_short_pretty: () => near ?? date(SHORT),
    date_long_pretty: () => near ?? date(LONG),
    time: () => time({ hour: 'numeric', minute: '2-digit' }),
    time_secs: () => time({ hour: 'numeric', minute: '2-digit', second: '2-digit' }),
    ago: () => ago(nowMs / 1000 - seconds),
  };
  return format.replaceAll(/\{(\w+)\}/g, (whole, name: string) => tokens[name]?.() ?? whole);
}

function nearDay(at: Date, nowMs: number): string | undefined {
  const days = Math.round((midnight(at) - midnight(new Date(nowMs))) / 86_400_000);
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)];
}

function midnight(date: Date): number {
  return new Date(date).setHours(0, 0, 0, 0);
}

function ago(seconds: number): string {
  const [count, unit] =
    seconds < 60
      ? [seconds, 'second']
      : seconds < 3_600
        ? [seconds / 60, 'minute']
        : [seconds / 3_600, 'hour'];
  const whole = Math.max(0, Math.floor(count));
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
