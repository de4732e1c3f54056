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

  it('say so too where its pid stands behind its name', () => {
    const blocks = readBlocks(
      "$ lsof -nP -iTCP -sTCP:CLOSE_WAIT | awk '{print $1,$2}' | sort | uniq -c\n   611 ruby 812\n",
    );

    expect(fieldsOf(blocks, 'state', 'count', 'pid')).toEqual(['CLOSE_WAIT 611 812']);
  });

  it('are none where the command picks out no state, or several', () => {
    const text = (command: string) =>
      `$ ${command} | awk '{print $5}' | sort | uniq -c\n  611 10.3.0.8:9200\n`;

    expect(readBlocks(text('netstat -tan')).observations).toEqual([]);
    expect(readBlocks(text("netstat -tan | egrep 'CLOSE_WAIT|TIME_WAIT'")).observations).toEqual([]);
  });
});

describe('counts that PowerShell prints', () => {
  it('of sockets in the state that was asked for, by process and port', () => {
    const blocks = readBlocks(
      'PS C:\\ops> Get-NetTCPConnection -State CloseWait | Group-Object OwningProcess,RemotePort | Select Count,Name\n\nCount Name\n----- ----\n  611 4120, 1433\n    2 3388, 443\n',
    );

    expect(fieldsOf(blocks, 'state', 'count', 'pid')).toEqual(['CLOSE_WAIT 611 4120', 'CLOSE_WAIT 2 3388']);
  });

  it('under the heading of Measure-Object', () => {
    const blocks = readBlocks(
      'PS C:\\> netstat -an | findstr TIME_WAIT | measure -Line\nLines\n-----\n15811\n',
    );

    expect(fieldsOf(blocks, 'state', 'count')).toEqual(['TIME_WAIT 15811']);
  });
});

describe('counts by the code of the state', () => {
  it('are read below a command that counts them in /proc/net/tcp', () => {
    const blocks = readBlocks(
      "$ awk 'NR>1{print $4}' /proc/net/tcp /proc/net/tcp6 | sort | uniq -c\n    410 01\n      6 06\n   1207 08\n",
    );

    expect(fieldsOf(blocks, 'state', 'count')).toEqual(['ESTABLISHED 410', 'TIME_WAIT 6', 'CLOSE_WAIT 1207']);
  });

  it('are numbers below any other command', () => {
    expect(
      readBlocks('$ cut -c1-2 codes.txt | sort | uniq -c\n    410 01\n   1207 08\n').observations,
    ).toEqual([]);
  });
});
