import { describe, expect, it } from 'vitest';
import { fieldsOf, readBlocks } from './read-blocks.ts';

function depths(text: string): string[] {
  return fieldsOf(readBlocks(text), 'queue', 'vhost', 'messages', 'ready', 'consumers');
}

describe('the depth of queues', () => {
  it('is the lag of all partitions of a topic that a Kafka group reads', () => {
    expect(
      depths(`
GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID      HOST            CLIENT-ID
billing         invoices        0          100             4100            4000            rdkafka-1 /10.4.0.8       rdkafka
billing         invoices        1          100             3100            3000            rdkafka-2 /10.4.0.9       rdkafka
billing         refunds         0          -               90              -               rdkafka-2 /10.4.0.9       rdkafka

GROUP           TOPIC           PARTITION  CURRENT-OFFSET  LOG-END-OFFSET  LAG             CONSUMER-ID      HOST            CLIENT-ID
audit           invoices        0          100             612             512             -                -               -
`),
    ).toEqual(['invoices - 7000 - 2', 'refunds - 0 - 1', 'invoices - 512 - 0']);
  });

  it('is read from the older and the rpk layout too, but not from a heading that rows do not follow', () => {
    expect(
      depths(`
Group           Topic           Pid Offset          logSize         Lag             Owner
audit           clicks          0   100             350             250             none
TOPIC   PARTITION  CURRENT-OFFSET  LOG-START-OFFSET  LOG-END-OFFSET  LAG    MEMBER-ID  CLIENT-ID  HOST
clicks  3          10              0                 60              50     app-1      app        10.4.0.7
TOPIC PARTITION and LAG are the columns
`),
    ).toEqual(['clicks - 250 - 0', 'clicks - 50 - 1']);
  });

  it('is what Redis and Gearman answer', () => {
    expect(
      depths(`
$ redis-cli -n 1 llen thumbnails
(integer) 31044
127.0.0.1:6379> LLEN mails
(integer) 3
$ gearadmin --status
encode	812	2	2
notify	0	0	5
.
`),
    ).toEqual(['thumbnails - 31044 - -', 'mails - 3 - -', 'encode - 812 - 2', 'notify - 0 - 5']);
  });

  it('is what the metrics of one queue say together', () => {
    expect(
      depths(`
# HELP rabbitmq_queue_messages_ready Messages ready to be delivered to consumers
# TYPE rabbitmq_queue_messages_ready gauge
rabbitmq_queue_messages_ready{vhost="/",queue="mails"} 21000
rabbitmq_queue_messages_ready{vhost="shop",queue="mails"} 4
rabbitmq_queue_process_memory_bytes{vhost="/",queue="mails"} 89000
rabbitmq_queue_consumers{vhost="/",queue="mails"} 0
kafka_consumergroup_lag{consumergroup="audit",partition="0",topic="clicks"} 900
kafka_consumergroup_lag{consumergroup="audit",partition="1",topic="clicks"} 1.2e+03
redis_connected_clients{instance="r1:6379"} 12
`),
    ).toEqual(['mails / - 21000 0', 'mails shop - 4 -', 'clicks - 2100 - -']);
  });

  it('stands in the XML of ActiveMQ, on however many lines', () => {
    expect(
      depths(`
<queues>
<queue name="mails">
<stats size="7021"
       consumerCount="1"
       enqueueCount="9000"/>
</queue>
<queue name="idle"><stats size="0" consumerCount="2"/></queue>
</queues>
`),
    ).toEqual(['mails - 7021 - 1', 'idle - 0 - 2']);
  });

  it('stands in reports with a line for each figure', () => {
    expect(
      depths(`
Information for Consumer EVENTS > mailer created 2025-03-01T08:00:00Z

State:

     Outstanding Acks: 4 out of maximum 1,000
     Unprocessed Messages: 52,310

name: encode
current-jobs-urgent: 0
current-jobs-ready: 7123
current-watching: 1

`),
    ).toEqual(['EVENTS > mailer - 52310 - -', 'encode - 7123 - 1']);
    expect(
      depths(`
{
    "Attributes": {
        "QueueArn": "arn:aws:sqs:eu-west-1:123456789012:mails",
        "ApproximateNumberOfMessages": "15002"
    }
}
`),
    ).toEqual(['mails - 15002 - -']);
  });
});

describe('the lag of consumer groups as JSON', () => {
  const lags = (text: string) => fieldsOf(readBlocks(text), 'queue', 'messages', 'consumers');

  it('is read from Burrow, also where the answer is cut off', () => {
    expect(
      lags(`{
  "status": {
    "group": "billing",
    "partitions": [
      {
        "topic": "orders", "partition": 0, "owner": "", "status": "STOP",
        "start": { "offset": 11, "lag": 0 },
        "end": { "offset": 76, "lag": 0 },
        "current_lag": 5100
      },
      {
        "topic": "orders", "partition": 1, "owner": "", "status": "STOP",
        "current_lag": 900,
...`),
    ).toEqual(['orders 6000 0']);
  });

  it('is read whatever the order of the keys', () => {
    expect(
      lags(
        '{"partitions": [{"current_lag": 4000, "owner": "w1", "partition": 0, "topic": "orders"},\n{"current_lag": 7, "owner": "w1", "partition": 0, "topic": "mails"}]}',
      ),
    ).toEqual(['orders 4000 1', 'mails 7 1']);
  });

  it('is read from the REST proxy of Confluent', () => {
    expect(
      lags(
        '{"data":[\n{"topic_name":"orders","partition_id":0,"lag":90100,"consumer_id":"c-1"},\n{"topic_name":"orders","partition_id":1,"lag":100,"consumer_id":"c-2"}\n]}',
      ),
    ).toEqual(['orders 90200 2']);
  });
});

describe('a topic of Pulsar', () => {
  const read = (...lines: string[]) =>
    fieldsOf(readBlocks(['{', '  "msgRateIn" : 0.0,', ...lines].join('\n')), 'messages');

  it('has the backlog of its subscription', () => {
    expect(read('  "msgInCounter" : 9000,', '  "msgOutCounter" : 20,', '  "msgBacklog" : 8980,')).toEqual([
      '8980',
    ]);
  });

  it('has what came in and did not go out, where the rest was cut off', () => {
    expect(read('  "msgInCounter" : 6051,', '  "msgOutCounter" : 109,')).toEqual(['5942']);
  });
});

describe('how often connections come and go', () => {
  it.each([
    [
      'over several lines',
      '"churn_rates": {\n  "connection_created": 9,\n  "connection_created_details": {\n    "rate": 212.4\n  },\n  "channel_closed_details": {\n    "rate": 3\n  }',
    ],
    [
      'on one',
      '{"churn_rates":{"connection_created_details":{"rate":212.4},"channel_closed_details":{"rate":3}}}',
    ],
  ])('is read from the overview of the management API %s', (_, text) => {
    expect(fieldsOf(readBlocks(text), 'name', 'value')).toEqual([
      'connection_created_rate 212.4',
      'channel_closed_rate 3',
    ]);
  });
});

describe('the state of queues', () => {
  const states = (text: string) => fieldsOf(readBlocks(text), 'queue', 'state');
  const status = (...raft: string[]) => `Status of quorum queue jobs on node rabbit@mq1 ...
┌────────────┬────────────┬───────────┐
│ Node Name  │ Raft State │ Log Index │
├────────────┼────────────┼───────────┤
${raft.map((state, i) => `│ rabbit@mq${i + 1} │ ${state} │ 12 │`).join('\n')}
└────────────┴────────────┴───────────┘`;

  it('follows from the Raft states of their members', () => {
    expect(states(status('leader', 'follower', 'noproc'))).toEqual(['jobs running']);
    expect(states(status('follower', 'pre_vote', 'noproc'))).toEqual(['jobs no leader']);
    expect(states(status('noproc', "{nodedown,'rabbit@mq2'}", 'candidate'))).toEqual(['jobs no quorum']);
  });

  it('is read from one queue of the management API without its counts', () => {
    expect(
      states(
        '{"name":"jobs","vhost":"/","type":"quorum","state":"minority","members":["rabbit@a"],"online":[]}',
      ),
    ).toEqual(['jobs minority']);
  });
});
