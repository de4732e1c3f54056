import { existsSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { drawPng } from '../../../src/adapters/draw-png.ts';
import { chartFiles } from '../../../src/adapters/package-files.ts';
import type { Series } from '../../../src/model/series.ts';
import { drawChart } from '../../../src/render/chart/draw-chart.ts';

const leak: Series = {
  kind: 'level',
  name: 'CLOSE_WAIT sockets',
  of: 'app01',
  points: [12, 24, 60, 38].map((value, i) => ({ atMs: 1_795_334_400_000 + i * 600_000, value })),
};

function chunksOf(png: Buffer): { name: string; data: Buffer }[] {
  const chunks: { name: string; data: Buffer }[] = [];
  for (let at = 8; at < png.length; ) {
    const size = png.readUInt32BE(at);
    chunks.push({ name: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, at + 8 + size) });
    at += 12 + size;
  }
  return chunks;
}

/** What a PNG shows, as far as a difference can be told: its size and its rows. */
function read(bytes: Uint8Array): { width: number; height: number; rows: Buffer } {
  const png = Buffer.from(bytes);
  expect(png.subarray(0, 8).toString('latin1')).toBe('\u0089PNG\r\n\u001a\n');
  const chunks = chunksOf(png);
  const head = chunks[0]?.data ?? Buffer.alloc(8);
  const data = chunks.filter(({ name }) => name === 'IDAT').map((chunk) => chunk.data);
  return {
    width: head.readUInt32BE(0),
    height: head.readUInt32BE(4),
    rows: inflateSync(Buffer.concat(data)),
  };
}

const written = (text: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="40" font-family="DejaVu Sans"><text x="4" y="28" font-size="20">${text}</text></svg>`;

describe('a picture of a chart', () => {
  it('has twice the pixels of the drawing', async () => {
    const { width, height } = read(await drawPng(drawChart(leak).svg));

    expect([width, height]).toEqual([1600, 720]);
  });

  it('has the same bytes each time, also when two are drawn at once', async () => {
    const { svg } = drawChart(leak);

    const [one, other] = await Promise.all([drawPng(svg), drawPng(svg)]);

    expect(Buffer.compare(one, other)).toBe(0);
    expect(Buffer.compare(one, await drawPng(svg))).toBe(0);
  });

  it.each(['app01', '0123456789', '→', 'é', 'ж'])('shows its text: %s', async (text) => {
    const [blank, shown, other] = await Promise.all(
      ['', text, `${text}.`].map(async (one) => read(await drawPng(written(one))).rows.toString('base64')),
    );

    expect(shown).not.toBe(blank);
    expect(shown).not.toBe(other);
  });

  it('shows the text of the chart, not its lines alone', async () => {
    const { svg } = drawChart(leak);
    const mute = svg.replaceAll(/<text[^>]*>[^<]*<\/text>/g, '');

    const [whole, lines] = [read(await drawPng(svg)).rows, read(await drawPng(mute)).rows];

    expect(whole.equals(lines)).toBe(false);
  });

  it('is refused for what is no SVG', async () => {
    await expect(drawPng('<svg')).rejects.toThrow();
  });
});

describe('the files charts are drawn with', () => {
  it('are there: the renderer and a TrueType font', () => {
    const { wasm, font } = chartFiles();

    expect(existsSync(wasm)).toBe(true);
    expect(readFileSync(wasm).subarray(0, 4).toString('latin1')).toBe('\u0000asm');
    expect(readFileSync(font).readUInt32BE(0)).toBe(0x00010000);
  });
});
