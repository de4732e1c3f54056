import { expect, it } from 'vitest';
import { isStackFrame } from '../../../src/model/stack-frame.ts';

it.each([
  'at shop.Feed.store(Feed.java:88)',
  'File "/srv/shop/feed.py", line 12, in store',
  '[3] connect(; host::String, heartbeat::Int64) at /srv/Worker/src/Worker.jl:43',
  '(shop 1.2.0) lib/shop/feed.ex:122: Shop.Feed.store/2',
])('takes %s for a frame', (line) => {
  expect(isStackFrame(line)).toBe(true);
});

it.each([
  '[3] connection at 10.0.0.7 refused',
  '(shop) the queue at 10.0.0.7:5672: is gone',
  'connection refused at 10.0.0.7:5672',
])('takes %s for no frame', (line) => {
  expect(isStackFrame(line)).toBe(false);
});
