/**
 * Lines as healthy systems write them, with the words, heads and number shapes that make up most of a log.
 * Text that stands here counts as frequent when the index chooses, before it has seen any data, by which bytes
 * to find a literal; so fault messages must stay out. Invented in the formats of the products they imitate.
 */
export const TYPICAL_TEXT = `
2026-03-14 08:21:07.301944+00:00 [info] <0.1382.0> accepting AMQP connection <0.1382.0> (10.20.3.17:51324 -> 10.20.0.5:5672)
2026-03-14 08:21:07.318220+00:00 [info] <0.1382.0> connection <0.1382.0> (10.20.3.17:51324 -> 10.20.0.5:5672) has a client-provided name: billing-worker-3
2026-03-14 08:21:07.322871+00:00 [info] <0.1382.0> connection <0.1382.0> (10.20.3.17:51324 -> 10.20.0.5:5672 - billing-worker-3): user 'billing' authenticated and granted access to vhost '/'
2026-04-02 19:55:40.120735+00:00 [info] <0.2940.0> closing AMQP connection <0.2940.0> (192.168.14.8:40112 -> 192.168.14.2:5672, vhost: '/', user: 'app')
2026-04-02 19:55:41.000112+00:00 [debug] <0.310.0> Mirrored queue 'orders' in vhost '/': Adding mirror on node rabbit@mq02: <9041.2177.0>
2026-04-02 19:55:41.004518+00:00 [info] <0.311.0> Mirrored queue 'orders' in vhost '/': Synchronising: 1204 messages to synchronise
2026-04-02 19:55:42.500001+00:00 [info] <0.222.0> Management plugin: using rates mode 'basic'
2026-04-02 19:55:42.613329+00:00 [info] <0.223.0> Server startup complete; 4 plugins started.
2026-04-02 19:55:42.613388+00:00 [notice] <0.44.0> Logging: configured log handlers are now ACTIVE
2026-04-02 19:55:43.871200+00:00 [info] <0.700.0> queue 'events.all' in vhost 'prod': leader elected, replicas rabbit@mq01, rabbit@mq02, rabbit@mq03
2026-04-02 19:55:44.102938+00:00 [info] <0.899.0> Message store "628WB79CIFDYO9LJI6DKMI09L/msg_store_persistent": segment 2465.rdq compacted in 261 ms
2026-04-02 19:55:44.377039+00:00 [info] <0.349.0> queue 'invoices.retry' in vhost '/': consumer 87 registered with prefetch 41
2018-11-22 10:44:33.654 [info] <0.620.0> accepting AMQP connection <0.620.0> (172.17.0.1:60144 -> 172.17.0.2:5672)
=INFO REPORT==== 9-May-2019::23:10:58 ===
accepting AMQP connection <0.5120.18> (10.0.7.41:33800 -> 10.0.7.10:5672)
{"time":"2026-05-30 11:02:45.883201+00:00","level":"info","msg":"accepting AMQP connection <0.920.0> (10.1.1.4:44310 -> 10.1.1.9:5672)","domain":"rabbitmq.connection","pid":"<0.920.0>"}
{"timestamp":"2026-05-30T11:02:45.883Z","level":"INFO","logger":"com.example.orders.OrderService","thread":"http-nio-8080-exec-7","message":"processed request","durationMs":18,"status":200}
2026-05-30 11:02:46,104 INFO  [main] com.example.orders.OrderService - handled message in 12 ms, queue=orders, consumer tag amq.ctag-x1
2026-05-30 11:02:46.207  INFO 7 --- [nio-8080-exec-2] o.s.web.servlet.DispatcherServlet        : Completed initialization in 2 ms
[2026-05-30 11:02:47,518] INFO [GroupCoordinator 1]: Stabilized group checkout generation 14 (kafka.coordinator.group.GroupCoordinator)
[2026-05-30 11:02:47,733] INFO [Log partition=events-7, dir=/var/lib/kafka] Rolled new log segment at offset 2044112 in 3 ms. (kafka.log.Log)
[2026-05-30 11:02:48 +0000] [19] [INFO] Listening at: http://0.0.0.0:8000 (19)
2026-05-30 11:02:48,001 - worker.tasks - DEBUG - received message, delivery tag 118, routing key order.created, exchange shop
[2026-05-30 11:02:48,220: INFO/MainProcess] Task tasks.send_mail[0b3c5a3e-9f1c-4f0a-8d0e-5b6a7c8d9e0f] received
[2026-05-30 11:02:48,471: INFO/ForkPoolWorker-2] Task tasks.send_mail[0b3c5a3e-9f1c-4f0a-8d0e-5b6a7c8d9e0f] succeeded in 0.2483s: None
1717066968: New connection from 10.2.0.19:52110 on port 1883.
1717066968: New client connected from 10.2.0.19:52110 as sensor-114 (p2, c1, k60).
1717066971: Client sensor-114 disconnected.
[1] 2026/05/30 11:02:49.113245 [INF] Server is ready
[1] 2026/05/30 11:02:49.113245 [DBG] 10.0.0.8:41288 - cid:14 - Client connection created
1:M 30 May 2026 11:02:50.004 * 100 changes in 300 seconds. Saving...
1:M 30 May 2026 11:02:50.005 * Background saving started by pid 221
2026-05-30 11:02:50.915 UTC [5120] LOG:  checkpoint complete: wrote 412 buffers (2.5%); 0 WAL file(s) added, 0 removed, 1 recycled; write=41.2 s
2026-05-30 11:02:51.007 UTC [5140] app@shop LOG:  connection authorized: user=app database=shop application_name=api
2026-05-30T11:02:51.118003Z 42 [Note] [MY-010051] [Server] ready for connections. Version: '8.0.36'  port: 3306
May 30 11:02:52 web01 haproxy[812]: 10.3.3.3:50222 [30/May/2026:11:02:52.001] fe_main be_app/app2 0/0/1/12/13 200 1422 - - ---- 12/12/3/1/0 0/0 "GET /api/items HTTP/1.1"
10.3.3.4 - - [30/May/2026:11:02:52 +0000] "POST /api/orders HTTP/1.1" 201 311 "-" "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36"
May 30 11:02:53 mq01 systemd[1]: Started Session 4411 of user root.
May 30 11:02:53 mq01 kernel: [ 8123.441290] eth0: renamed from veth1a2b3c
mq01  | 2026-05-30 11:02:54.201003+00:00 [info] <0.410.0> node rabbit@mq01 is running with 3 nodes
2026-05-30T11:02:55.000000000Z stdout F level=info ts=2026-05-30T11:02:55Z caller=main.go:88 msg="server started" addr=:8080
tcp   ESTAB      0      0               10.20.0.5:5672          10.20.3.17:51324  users:(("beam.smp",pid=1211,fd=88)) timer:(keepalive,98min,0)
tcp        0      0 10.20.0.5:5672          10.20.3.17:51324        ESTABLISHED 1211/beam.smp       keepalive (5911.20/0/0)
        at com.example.orders.OrderService.handle(OrderService.java:88)
        at org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer.run(SimpleMessageListenerContainer.java:1183)
  File "/usr/local/lib/python3.11/site-packages/pika/adapters/blocking_connection.py", line 1336, in start_consuming
    at processTicksAndRejections (node:internal/process/task_queues:95:5)
`;
