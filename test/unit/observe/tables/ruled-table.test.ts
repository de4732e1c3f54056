import { expect, it } from 'vitest';
import { readBlocks } from './read-blocks.ts';

it('reads a table whose columns are as wide as the rule below their headings, and leaves what has no limit', () => {
  const text =
    'RESOURCE_NAME        CURRENT_UTILIZATION LIMIT_VALUE\n-------------------- ------------------- -----------\nprocesses                            480         500\ntransactions                           3   UNLIMITED\n';

  const { observations, unread } = readBlocks(text);

  expect(observations.map(({ fields }) => fields)).toMatchObject([{ used: 480, limit: 500, percent: 96 }]);
  expect(unread).toBe(1);
});

it('reads what `column -t` has aligned', () => {
  const text =
    '$ rabbitmqctl list_queues -p web name messages_ready consumers | column -t\nTimeout:  60.0            seconds    ...\nListing   queues          for        vhost  web  ...\nname      messages_ready  consumers\nmail      7               2\n';

  expect(readBlocks(text).observations.map(({ fields }) => fields)).toMatchObject([
    { queue: 'mail', ready: 7, consumers: 2 },
  ]);
});
