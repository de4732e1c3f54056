import type { Topic } from '../../model/topic.ts';

/** Words of how a broker hands messages out and hears what became of them. */
export const DELIVERY_WORDS: readonly Topic[] = [
  {
    name: 'prefetch',
    aliases: ['basic.qos', 'qos', 'prefetch count', 'prefetch_count', 'consumer window'],
    means:
      'How many deliveries a RabbitMQ consumer may hold without having acknowledged them. The broker sends no more until some are.',
    fine: 'About what a consumer works through in the time of a round trip: 10 to 300 for short work, 1 where one message takes seconds.',
    trouble:
      '0 is no limit: one consumer takes the whole queue into its memory. Too high, one slow consumer holds what others could do. All of it unacknowledged for long: the consumer hangs, and the broker closes its channel after 30 minutes.',
    look: 'rabbitmqctl list_consumers queue_name prefetch_count; rabbitmqctl list_queues name messages_ready messages_unacknowledged consumers',
    runbooks: ['queue-backlog', 'delivery-ack-timeout', 'memory-alarm'],
    diagram: `  queue                          consumer, prefetch 3
    m9 m8 m7 m6 m5 m4            │ m1 m2 m3  unacknowledged
    │  waits                     │ works on m1
    │ ◀───────────────── ack m1 ─│
    │ ── m4 ────────────────────▶│ m2 m3 m4`,
    source: 'https://www.rabbitmq.com/docs/consumer-prefetch',
  },
  {
    name: 'nack',
    aliases: ['basic.nack', 'reject', 'basic.reject', 'negative acknowledgement', 'requeue'],
    means:
      'A consumer refuses a delivery. With requeue the broker puts it back near its old place; without, it goes to the dead-letter exchange or is gone.',
    fine: 'Now and then, with a dead-letter exchange and a limit of deliveries.',
    trouble:
      'Requeued at once for ever: the same message comes again in a tight loop, the queue never gets shorter, and CPU and network are busy with one poisonous message.',
    look: 'rabbitmqctl list_queues name messages_ready messages_unacknowledged; redeliveries of the queue on the management page',
    runbooks: ['queue-backlog', 'unknown-delivery-tag', 'delivery-ack-timeout'],
    diagram: `  queue                          consumer
    │ ── m1 ────────────────────▶│ fails
    │ ◀──────── nack, requeue ───│
    │ ── m1, redelivered ───────▶│ fails again, and so on
    │ ◀──────── nack, no requeue │
    └─▶ dead-letter exchange`,
    source: 'https://www.rabbitmq.com/docs/nack',
  },
  {
    name: 'ack',
    aliases: ['basic.ack', 'acknowledgement', 'acknowledge', 'delivery tag', 'consumer_timeout', 'unacked'],
    means:
      'A consumer says that a delivery is done, by its tag, on the channel that it came on. Until then the broker keeps the message and hands it to nobody else.',
    fine: 'Each delivery once, within seconds, on its own channel.',
    trouble:
      'Never: messages pile up unacknowledged, and after 30 minutes RabbitMQ closes the channel (PRECONDITION_FAILED, delivery acknowledgement timed out). Twice, or on another channel: unknown delivery tag, and the channel is closed.',
    look: 'rabbitmqctl list_queues name messages_unacknowledged consumers; rabbitmqctl list_channels connection messages_unacknowledged',
    runbooks: ['delivery-ack-timeout', 'unknown-delivery-tag', 'write-to-closed-connection'],
    diagram: `  broker                         consumer
    │ ── delivery, tag 7 ───────▶│ works
    │ ◀───────────────── ack 7 ──│ done: the message is gone
    │ ◀───────────────── ack 7 ──│ again
    │ ── close, 406 unknown tag ▶│`,
    source: 'https://www.rabbitmq.com/docs/confirms',
  },
];
