const LOST = { ok: false, error: 'The host does not answer. Is npm start still running?' };
/** Posts JSON to the stand-in. */
export async function callStandIn(path, body) {
  try {
    const answer = await fetch(`/stand-in/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return await answer.json();
  } catch {
    return LOST;
  }
}
/** Uploads a file; gives its id, or undefined when the host does not take it. */
export async function uploadFile(me, file) {
  const query = new URLSearchParams({ as: me, name: file.name });
  try {
    const answer = await fetch(`/stand-in/upload?${query}`, { method: 'POST', body: file });
    return (await answer.json()).file?.id;
  } catch {
    return undefined;
  }
}
