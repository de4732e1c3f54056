import { expect, it } from 'vitest';
import { observe } from '../../../src/observe/observe.ts';

const read = (text: string) => observe(text, { name: 'events.txt' }).observations;

const EVENT = `Log Name:      System
Source:        Tcpip
Date:          3/9/2024 10:52:26 AM
Event ID:      4231
Task Category: None
Level:         Warning
Keywords:      Classic
User:          N/A
Computer:      GW3.corp.example
Description:
A request to allocate an ephemeral port number from the global TCP port space has
failed due to all such ports being in use.
`;

const LISTED = `TimeCreated  : 3/9/2024 10:52:26 AM
ProviderName : Tcpip
Id           : 4231
Message      : A request to allocate an ephemeral port number from the global TCP port space has failed due to all such ports being in use.
`;

it.each([
  ['copied from Event Viewer', EVENT],
  ['listed by Get-WinEvent', LISTED],
])('an event of Windows, %s, is one record with its time and source', (_, text) => {
  expect(read(text)).toMatchObject([
    {
      atMs: Date.UTC(2024, 2, 9, 10, 52, 26),
      text: 'A request to allocate an ephemeral port number from the global TCP port space has failed due to all such ports being in use.',
      fields: { logger: 'Tcpip' },
    },
  ]);
});

it('two events in a row are two records', () => {
  expect(read(`${EVENT}\n${EVENT.replace('4231', '4227')}`)).toHaveLength(2);
});

it('a heading of another text is left as it is', () => {
  expect(read('Log Name:  the file to which it writes\nand nothing more')[0]?.text).toContain('Log Name:');
});
