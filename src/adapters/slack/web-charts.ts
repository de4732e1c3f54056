import { setTimeout } from 'node:timers/promises';
import { HalfopenError } from '../../errors.ts';
import type { Charts } from '../../ports.ts';
import { drawChart } from '../../render/chart/draw-chart.ts';
import type { SlackApi } from './web-client.ts';

/** A chart is looked at so often, four seconds in all. */
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 400;

/** Draws charts and uploads them to Slack (scopes files:write, files:read). Nobody sees a file until a message shows it. */
export function createWebCharts(slack: SlackApi): Charts {
  return {
    async keep(series) {
      const { svg, altText, title } = drawChart(series);
      // The renderer is loaded only when there is something to draw: most notifications have no chart.
      const { drawPng } = await import('../draw-png.ts');
      const file = Buffer.from(await drawPng(svg));
      const { files } = await slack.call((client) =>
        client.filesUploadV2({ file, filename: 'chart.png', title, alt_text: altText }),
      );
      const fileId = files[0]?.files?.[0]?.id;
      if (!fileId) throw notUsable('Slack took a chart and gave no id for it');
      if (!(await isScanned(slack, fileId))) throw notUsable('Slack has not scanned a chart yet');
      return { fileId, altText, title };
    },
  };
}

/** Slack scans uploads before messages may show them: until then `files.info` tells no `mimetype`, and a block with the file is `invalid_blocks`. */
async function isScanned(slack: SlackApi, fileId: string): Promise<boolean> {
  for (let i = 0; i < LOOKS; i++) {
    const { file } = await slack.call((client) => client.files.info({ file: fileId }));
    if (file?.mimetype) return true;
    await setTimeout(BETWEEN_LOOKS_MS);
  }
  return false;
}

function notUsable(message: string): HalfopenError {
  const hint = 'No action is needed: the thread says it in words, and the chart is tried again in an hour.';
  return new HalfopenError({ code: 'slack-unknown-outcome', message, hint, retryable: true });
}
