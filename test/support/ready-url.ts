import type { ChildProcess } from 'node:child_process';

/** The address that a starting host prints when it is ready; fails with what it printed when it ends before. */
export function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stderr?.on('data', (part) => (text += String(part)));
    child.stdout?.on('data', (part) => {
      text += String(part);
      const found = /Halfopen is ready: (\S+)/.exec(text);
      if (found?.[1]) resolve(found[1]);
    });
    child.once('exit', () => reject(new Error(text)));
  });
}
