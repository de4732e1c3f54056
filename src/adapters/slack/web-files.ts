import { lastRecordStart } from '../../detect/index/record-bounds.ts';
import { HalfopenError } from '../../errors.ts';
import type { Files } from '../../ports.ts';
import { readChunks } from '../read-chunks.ts';
import { isFileAddress, originOf } from './slack-address.ts';
import type { SlackApi } from './web-client.ts';

const TIMEOUT_MS = 240_000;

/** Files that people uploaded to Slack (scope files:read), read as a stream, so that their size does not matter. */
export function createWebFiles(slack: SlackApi): Files {
  return {
    async open(fileId) {
      const { file } = await slack.call((client) => client.files.info({ file: fileId }));
      const { name = fileId, url_private_download: download, url_private: url } = file ?? {};
      const body = await fetchFile(download ?? url ?? '', {
        token: await slack.token.value(),
        apiUrl: slack.apiUrl,
      });
      const reader = readChunks(body, { findCut: lastRecordStart });
      return { name, chunks: reader.chunks, cutLines: () => reader.report().cutLines };
    },
  };
}

async function fetchFile(
  url: string,
  { token, apiUrl }: { token: string; apiUrl: string | undefined },
): Promise<AsyncIterable<Uint8Array>> {
  // The token is sent only to Slack, or to its stand-in.
  if (!isFileAddress(url, apiUrl)) fail(`it is stored at ${originOf(url)}, which is not Slack`);
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) }).catch(
    (cause: Error) => fail(cause.message),
  );
  // Without the scope Slack answers 200 with its login page.
  if ((answer.headers.get('content-type') ?? '').includes('text/html'))
    fail('Slack answered with its login page: check that the app has the scope files:read');
  if (!answer.ok || !answer.body) fail(`Slack answered ${answer.status}`);
  return answer.body;
}

function fail(why: string): never {
  throw new HalfopenError({
    code: 'slack-file-unreadable',
    message: `The uploaded file can't be read: ${why}.`,
    hint: 'Paste its text, or run halfopen doctor.',
  });
}
