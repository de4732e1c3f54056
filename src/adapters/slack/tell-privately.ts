const TIMEOUT_MS = 1_500;

/** Answers one person through the `response_url` of what they did. That it fails must not undo what was done. */
export async function tellPrivately(responseUrl: string, text: string): Promise<void> {
  const body = JSON.stringify({ response_type: 'ephemeral', replace_original: false, text });
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  await fetch(responseUrl, { method: 'POST', headers, body, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    () => undefined,
  );
}
