import { readFile } from 'node:fs/promises';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { chartFiles } from './package-files.ts';

/** The font that charts name; the renderer knows none of its own and leaves out text without a word when it has none. */
const FONT = 'DejaVu Sans';

let ready: Promise<Uint8Array> | undefined;

/**
 * Draws an SVG as PNG, in the pixels its width and height say. The same SVG gives the same bytes everywhere: the renderer (resvg) is
 * WebAssembly instead of a native package, so a function's zip made on any machine runs on x64 and arm64, and the only font is the one
 * that ships with the package. Throws when a file is missing or the SVG is not well-formed.
 */
export async function drawPng(svg: string): Promise<Uint8Array> {
  ready ??= prepare().catch((error: unknown) => {
    ready = undefined;
    throw error;
  });
  const font = await ready;
  const image = new Resvg(svg, {
    font: { fontBuffers: [font], defaultFontFamily: FONT, sansSerifFamily: FONT },
  });
  try {
    const rendered = image.render();
    const png = rendered.asPng();
    rendered.free();
    return png;
  } finally {
    image.free();
  }
}

/** The renderer refuses to be made ready twice in one process. */
async function prepare(): Promise<Uint8Array> {
  const { wasm, font } = chartFiles();
  const [code, typeface] = await Promise.all([readFile(wasm), readFile(font)]);
  await initWasm(code);
  return typeface;
}
