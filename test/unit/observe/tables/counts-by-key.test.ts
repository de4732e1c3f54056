import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

describe('counts by program or address, behind a command that picks out one state', () => {
  it.each([
    ["lsof -nP -iTCP -sTCP:CLOSE_WAIT | awk '{print $1}' | sort | uniq -c", '    611 ruby\n      2 curl'],
    [
      "netstat -tanp | grep CLOSE_WAIT | awk '{print $7}' | sort | uniq -c | sort -rn",
      '    611 812/ruby\n      2 90/curl',
    ],
    ["ss -tan state close-wait | awk '{print $4}' | sort | uniq -c", '  611 10.3.0.8:9200\n  2 10.3.0.9:443'],
  ])('are counts of that state: %s', (command, rows) => {
    const blocks = readBlocks(`$ ${command}\n${rows}\n$ date`);

    expect(fieldsOf(blocks, 'state', 'count', 'snapshot')).toEqual(['CLOSE_WAIT 611 s1', 'CLOSE_WAIT 2 s1']);
  });

  it('say which process has them, where the tool prints it', () => {
    const blocks = readBlocks(
      "$ netstat -tanp | grep CLOSE_WAIT | awk '{print $7}' | sort | uniq -c\n    611 812/ruby\n",
    );

    expect(fieldsOf(blocks, 'pid')).toEqual(['812']);
  });

  it('are none where the command picks out no state, or several', () => {
    const text = (command: string) =>
      `$ ${command} | awk '{print $5}' | sort | uniq -c\n  611 10.3.0.8:9200\n`;

    expect(readBlocks(text('netstat -tan')).observations).toEqual([]);
    expect(readBlocks(text("netstat -tan | egrep 'CLOSE_WAIT|TIME_WAIT'")).observations).toEqual([]);
  });
});
