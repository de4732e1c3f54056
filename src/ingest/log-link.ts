import type { Config } from '../model/config.ts';

const MARGIN_MS = 60_000;

/** A link into CloudWatch's console to a log group at the time of the evidence; none where there is no region (one machine). */
export function linkToLogs(
  { region }: Pick<Config, 'region'>,
  logGroup: string,
  { fromMs, toMs }: { fromMs: number | undefined; toMs: number | undefined },
): { link?: string } {
  if (!region || fromMs === undefined || toMs === undefined) return {};
  const query = escape(`?start=${fromMs - MARGIN_MS}&end=${toMs + MARGIN_MS}`);
  const group = escape(encodeURIComponent(logGroup));
  return {
    link: `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#logsV2:log-groups/log-group/${group}/log-events${query}`,
  };
}

/** The console's own escaping of what stands behind the `#`: percent signs become `$25`. */
function escape(text: string): string {
  return encodeURIComponent(text).replaceAll('%', '$25');
}
