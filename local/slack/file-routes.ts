import type { LocalAnswer, LocalRequest } from '../aws/local-request.ts';
import { jsonAnswer } from './json-answer.ts';
import type { StandInParts } from './stand-in-parts.ts';
import type { StoredFile } from './stored-records.ts';
import { tokenOf } from './web-api.ts';
import { TEAM } from './workspace.ts';

/** Pictures that a browser may show in place; all others are downloads, so that no file runs as a page of this host. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Routes for the bytes of files: the upload URL of the Web API, `url_private`, and the page's own download. Undefined for other paths. */
export function answerFileRoute(parts: StandInParts, request: LocalRequest): LocalAnswer | undefined {
  const { method, path } = request;
  const upload = /^\/stand-in\/upload-url\/([\w-]+)$/.exec(path)?.[1];
  if (method === 'POST' && upload !== undefined) return takeUpload(parts, upload, request);
  const [, privateId] = new RegExp(`^/files-pri/${TEAM.id}-(\\w+)/`).exec(path) ?? [];
  if (method === 'GET' && privateId !== undefined) {
    // Slack redirects requests without a token to its sign-in page.
    if (!tokenOf(request).startsWith('xoxb-'))
      return { status: 302, type: 'text/html', body: '', headers: { location: '/' } };
    return sendFile(parts, privateId);
  }
  const [, pageId] = /^\/stand-in\/files\/(\w+)/.exec(path) ?? [];
  return method === 'GET' && pageId !== undefined ? sendFile(parts, pageId) : undefined;
}

function takeUpload({ state, files }: StandInParts, key: string, request: LocalRequest): LocalAnswer {
  const file = state.files.all().find(({ uploadKey }) => uploadKey === key);
  if (!file || file.hasBytes) return jsonAnswer(404, { ok: false, error: 'file_not_found' });
  const bytes = bytesOf(request);
  if (bytes.length !== file.size)
    return {
      status: 400,
      type: 'text/plain',
      body: `${file.size} bytes were announced, ${bytes.length} were received`,
    };
  files.write(file, bytes);
  return { status: 200, type: 'text/plain', body: `OK - ${bytes.length}` };
}

/** The bytes of an upload, which is the raw body or the only part of a form. */
function bytesOf({ headers, body }: LocalRequest): Buffer {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (boundary === undefined) return body;
  const start = body.indexOf('\r\n\r\n') + 4;
  const end = body.indexOf(`\r\n--${boundary}`, start);
  return end < 0 ? body : body.subarray(start, end);
}

function sendFile({ files }: StandInParts, id: string): LocalAnswer {
  const file = files.find(id);
  const bytes = file?.hasBytes ? files.read(file) : undefined;
  if (!file || !bytes) return { status: 404, type: 'text/plain', body: 'File not found.\n' };
  return {
    status: 200,
    type: SHOWN.has(file.mimetype) ? file.mimetype : 'application/octet-stream',
    body: bytes,
    headers: {
      'content-disposition': disposition(file),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'private, max-age=3600',
    },
  };
}

function disposition({ name, mimetype }: StoredFile): string {
  const kind = SHOWN.has(mimetype) ? 'inline' : 'attachment';
  return `${kind}; filename*=UTF-8''${encodeURIComponent(name)}`;
}
