import type { FieldValue } from '../../../model/fields.ts';

/** Client, target, three times in seconds, the balancer's status and the target's, bytes, and the request. */
const ENTRY =
  /(?:^|\s)(\S{2,45}:\d{1,5}) (\S{2,255}:\d{1,5}|-) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (-?[\d.]{1,12}) (\d{3}|-) (\d{3}|-) \d{1,15} \d{1,15} "/;

/**
 * Why a load balancer of AWS answered in place of its target, out of its access log. Times are -1 where that step did not happen:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html
 */
export function loadBalancerStatus(text: string, fields: Record<string, FieldValue>): void {
  const [, client = '', target = '', , targetTime, , status, targetStatus] = ENTRY.exec(text) ?? [];
  if (status === undefined || targetStatus !== '-') return;
  fields['client'] ??= client;
  if (target !== '-') fields['server'] ??= target;
  const termination = terminationOf(status, target, targetTime === '-1');
  if (termination !== undefined) fields['termination'] = termination;
}

function terminationOf(status: string, target: string, isUnanswered: boolean): string | undefined {
  switch (status) {
    case '460':
      return 'client-abort';
    case '502':
      return 'upstream-abort';
    case '503':
      return 'no-healthy-upstream';
    case '504':
      return target !== '-' && isUnanswered ? 'upstream-failure/no-answer' : 'upstream-timeout';
    default:
      return undefined;
  }
}
