import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** What charts are drawn with, the renderer and its font, under the names that src/adapters/package-files.ts looks for. */
export const CHART_FILES = {
  'resvg.wasm': resolve('@resvg/resvg-wasm/index_bg.wasm'),
  'DejaVuSans.ttf': resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
};
