const DAY = { year: 'numeric', month: 'long', day: 'numeric' };
const SHORT = { year: 'numeric', month: 'short', day: 'numeric' };
const LONG = { weekday: 'long', ...DAY };
/** Writes a time as Slack's `<!date^…>` asks for, in the reader's own time zone. `nowMs` decides what today is. */
export function formatDate(seconds, format, nowMs) {
  const at = new Date(seconds * 1000);
  const date = (options) => at.toLocaleDateString('en-US', options);
  const time = (options) => at.toLocaleTimeString('en-US', options);
  const near = nearDay(at, nowMs);
  const tokens = {
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
  return format.replaceAll(/\{(\w+)\}/g, (whole, name) => tokens[name]?.() ?? whole);
}
function nearDay(at, nowMs) {
  const days = Math.round((midnight(at) - midnight(new Date(nowMs))) / 86400000);
  return { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' }[String(days)];
}
function midnight(date) {
  return new Date(date).setHours(0, 0, 0, 0);
}
function ago(seconds) {
  const [count, unit] =
    seconds < 60 ? [seconds, 'second'] : seconds < 3600 ? [seconds / 60, 'minute'] : [seconds / 3600, 'hour'];
  const whole = Math.max(0, Math.floor(count));
  return `${whole} ${unit}${whole === 1 ? '' : 's'} ago`;
}
function two(value) {
  return String(value).padStart(2, '0');
}
