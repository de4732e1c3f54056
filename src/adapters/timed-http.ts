/**
 * Time-outs for AWS clients, in milliseconds: the SDK waits without end by default, and a Lambda that waits is a Lambda that is killed.
 */
export function timedHttp(): {
  connectionTimeout: number;
  requestTimeout: number;
  throwOnRequestTimeout: boolean;
} {
  return { connectionTimeout: 1_000, requestTimeout: 5_000, throwOnRequestTimeout: true };
}
