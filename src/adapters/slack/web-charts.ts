import { HalfopenError } from '../../errors.ts';
import type { Charts } from '../../ports.ts';
import { drawChart } from '../../render/chart/draw-chart.ts';
import type { SlackApi } from './web-client.ts';

/** Draws charts and uploads them to Slack (scope files:write). Nobody sees a file until a message shows it. */
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
      if (fileId) return { fileId, altText, title };
      throw new HalfopenError({
        code: 'slack-unknown-outcome',
        message: 'Slack took a chart and gave no id for it',
        hint: 'No action is needed: the card says it in words.',
        retryable: true,
      });
    },
  };
}
