/** What client libraries write as `product` and `platform` of their client properties, most telling first. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/pika/i, 'pika'],
  [/aiormq|aio-pika/i, 'aio-pika'],
  [/aioamqp/i, 'aioamqp'],
  [/py-amqp/i, 'py-amqp'],
  [/masstransit/i, 'masstransit'],
  [/easynetq/i, 'easynetq'],
  [/amqplib.{0,40}node|node.{0,40}amqplib|"amqplib"/i, 'amqplib'],
  [/AMQPLib/, 'php-amqplib'],
  [/bunny/i, 'bunny'],
  [/amqp091|AMQP 0\.9\.1 Client|streadway/i, 'amqp091-go'],
  [/rabbitmq-c\b/i, 'rabbitmq-c'],
  [/lapin/i, 'lapin'],
  [/\.NET/, 'dotnet'],
  [/"platform"[^"]{0,20}"Java"/i, 'java'],
];

/** Names the client library from client properties as JSON or Erlang terms; undefined when they don't tell. */
export function libraryOfProperties(properties: string): string | undefined {
  const text = properties.slice(0, 4096);
  return text === '' ? undefined : MARKS.find(([mark]) => mark.test(text))?.[1];
}
