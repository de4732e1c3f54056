import type { Output } from './terminal.ts';

const FIRST_AFTER_MS = 1_000;
const MEGABYTE = 1e6;

/** Shows how much of an input is read, from the second second on, in place; nothing where no terminal shows it. */
export function createProgress(name: string, stream: Output): { add(bytes: number): void; end(): void } {
  if (!stream.isTTY) return { add: () => undefined, end: () => undefined };
  let bytes = 0;
  let nextAtMs = performance.now() + FIRST_AFTER_MS;
  let isShown = false;
  return {
    add(more) {
      bytes += more;
      if (performance.now() < nextAtMs) return;
      nextAtMs += FIRST_AFTER_MS / 4;
      isShown = true;
      stream.write(`\rhalfopen: ${name}: ${Math.round(bytes / MEGABYTE)} MB read`);
    },
    end() {
      if (isShown) stream.write('\r\u001b[K');
    },
  };
}
