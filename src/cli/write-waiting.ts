import type { Output } from './terminal.ts';

/** Writes, and waits for a slow reader, so that what is not yet printed does not pile up. */
export async function writeWaiting(stdout: Output, text: string): Promise<void> {
  if (stdout.write(text)) return;
  await new Promise((resolve) => stdout.once('drain', resolve));
}
