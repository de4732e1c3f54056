import type { WriteStream } from 'node:tty';

const FIRST_AFTER_MS = 1_000;
const MEGABYTE = 1e6;

/** Tells how far reading has come, once it has taken a second: in place on a terminal, a line a time elsewhere. */
export function createProgress(name: string, stream: WriteStream): { add(bytes: number): void; end(): void } {
  let bytes = 0;
  let nextAtMs = performance.now() + FIRST_AFTER_MS;
  let told = false;
  return {
    add(more) {
      bytes += more;
      if (performance.now() < nextAtMs) return;
      nextAtMs += stream.isTTY ? FIRST_AFTER_MS / 4 : 5 * FIRST_AFTER_MS;
      told = true;
      stream.write(
        `${stream.isTTY ? '\r' : ''}halfopen: ${name}: ${Math.round(bytes / MEGABYTE)} MB read${stream.isTTY ? '' : '\n'}`,
      );
    },
    end() {
      if (told && stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}
