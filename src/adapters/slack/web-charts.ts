import type { WebClient } from '@slack/web-api';
import { HalfopenError } from '../../errors.ts';
import type { Charts } from '../../ports.ts';
import { drawChart } from '../../render/chart/draw-chart.ts';
import { callSlack } from './web-client.ts';

const TIMEOUT_MS = 5_000;

/** Draws charts and keeps them at Slack (scope files:write), shared with nobody until a message shows them. */
export function createWebCharts(client: WebClient): Charts {
  return {
    async keep(series) {
      const { svg, altText, title } = drawChart(series);
      // Only what is drawn is worth the loading: most notifications have no chart.
      const { drawPng } = await import('../draw-png.ts');
      const bytes = await drawPng(svg);
      const fileId = await upload(client, { name: 'chart.png', title, altText, bytes });
      return { fileId, altText, title };
    },
  };
}

/** Slack's three steps: ask where to, send, say that it is complete (docs.slack.dev, files.getUploadURLExternal). */
async function upload(
  client: WebClient,
  { name, title, altText, bytes }: { name: string; title: string; altText: string; bytes: Uint8Array },
): Promise<string> {
  const place = await callSlack(() =>
    client.apiCall('files.getUploadURLExternal', { filename: name, length: bytes.length, alt_txt: altText }),
  );
  const fileId = String(place['file_id']);
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const answer = await fetch(String(place['upload_url']), {
    method: 'POST',
    body: Buffer.from(bytes),
    signal,
  }).catch(() => undefined);
  if (!answer?.ok)
    throw new HalfopenError({
      code: 'slack-unknown-outcome',
      message: `a chart could not be uploaded: ${answer?.status ?? 'no answer'}`,
      hint: 'Nothing to do: the card says it in words.',
      retryable: true,
    });
  await callSlack(() => client.apiCall('files.completeUploadExternal', { files: [{ id: fileId, title }] }));
  return fileId;
}
