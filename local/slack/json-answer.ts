import type { LocalAnswer } from '../aws/local-request.ts';

/** An answer in JSON. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): LocalAnswer {
  return { status, type: 'application/json; charset=utf-8', body: JSON.stringify(value), headers };
}
