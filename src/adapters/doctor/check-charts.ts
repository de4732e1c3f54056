import { drawChart } from '../../render/chart/draw-chart.ts';
import { drawPng } from '../draw-png.ts';
import { type Check, fail, ok } from './check.ts';

const CHECK = 'charts';
const PNG = [0x89, 0x50, 0x4e, 0x47];

/** Draws a small chart as PNG. */
export const checkCharts: Check = async () => {
  const points = [0, 1, 2].map((i) => ({ atMs: Date.UTC(2026, 0, 1, 0, i), value: i }));
  try {
    const png = await drawPng(drawChart({ kind: 'level', name: 'sockets', points }).svg);
    if (PNG.every((byte, i) => png[i] === byte))
      return [ok(CHECK, `a PNG of ${Math.ceil(png.length / 1000)} kB was drawn`)];
    return [fail(CHECK, 'the result is not a PNG', 'Install again: npm ci')];
  } catch (error) {
    return [fail(CHECK, `can't be drawn: ${(error as Error).message}`, 'Install again: npm ci')];
  }
};
