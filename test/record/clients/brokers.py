"""Raw clients of MQTT, NATS and Redis that misbehave, one kind per run: brokers.py KIND ARGUMENT…"""
import socket
import struct
import sys
import time

BROKER = '10.20.0.21'


def mqtt_connect(client_id, keepalive_sec):
    def text(value):
        return struct.pack('>H', len(value)) + value.encode()

    body = text('MQTT') + bytes([4, 2]) + struct.pack('>H', int(keepalive_sec)) + text(client_id)
    connection = socket.create_connection((BROKER, 1883))
    connection.sendall(bytes([0x10, len(body)]) + body)
    connection.recv(4)
    return connection


def mqtt_silent(client_id, keepalive_sec):
    """Promises to speak every keepalive_sec seconds, and never does."""
    connection = mqtt_connect(client_id, keepalive_sec)
    connection.recv(1)


def mqtt_polite(client_id):
    """Connects, pings, and takes its leave."""
    connection = mqtt_connect(client_id, 60)
    connection.sendall(b'\xc0\x00')
    connection.recv(2)
    connection.sendall(b'\xe0\x00')
    connection.close()


def nats_connect(name):
    connection = socket.create_connection((BROKER, 4222))
    connection.recv(4096)
    connection.sendall(b'CONNECT {"verbose":false,"lang":"python","name":"%s","version":"2.9.0"}\r\n' % name.encode())
    return connection


def nats_silent(name):
    """Subscribes and never answers a PING."""
    connection = nats_connect(name)
    connection.sendall(b'SUB orders 1\r\n')
    time.sleep(600)


def nats_slow(name):
    """Subscribes and never reads."""
    connection = nats_connect(name)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(b'SUB orders 1\r\n')
    time.sleep(600)


def nats_flood(name, times):
    """Publishes as fast as it can."""
    connection = nats_connect(name)
    for _ in range(int(times)):
        connection.sendall(b'PUB orders 60000\r\n' + b'o' * 60000 + b'\r\n')
    time.sleep(4)


def nats_polite(name):
    """Connects, pings, and closes."""
    connection = nats_connect(name)
    connection.sendall(b'PING\r\n')
    connection.recv(100)
    connection.close()


def redis_many(count):
    """Takes as many connections as asked for and reports what each is answered."""
    kept = []
    for number in range(1, int(count) + 1):
        connection = socket.create_connection((BROKER, 6379))
        connection.sendall(b'PING\r\n')
        answer = connection.recv(200).decode().strip()
        kept.append(connection)
        level = 'INFO' if answer == '+PONG' else 'ERROR'
        print(f'{time.strftime("%Y-%m-%d %H:%M:%S")} {level} connection {number} to {BROKER}:6379: {answer}', flush=True)
    time.sleep(1)


def redis_idle(seconds):
    """Asks once, rests, and asks again."""
    connection = socket.create_connection((BROKER, 6379))
    for pause_sec in (float(seconds), 0):
        try:
            connection.sendall(b'PING\r\n')
            answer = connection.recv(100)
            if not answer:
                raise ConnectionError('Connection closed by server.')
            print(f'{time.strftime("%Y-%m-%d %H:%M:%S")} INFO cache at {BROKER}:6379 answers', flush=True)
        except OSError as error:
            print(f'{time.strftime("%Y-%m-%d %H:%M:%S")} ERROR asking the cache at {BROKER}:6379: {error!r}', flush=True)
        time.sleep(pause_sec)


def redis_slow():
    """Subscribes and never reads."""
    connection = socket.create_connection((BROKER, 6379))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    connection.sendall(b'SUBSCRIBE prices\r\n')
    time.sleep(600)


def redis_flood(times):
    """Publishes as fast as it can."""
    connection = socket.create_connection((BROKER, 6379))
    for _ in range(int(times)):
        connection.sendall(b'*3\r\n$7\r\nPUBLISH\r\n$6\r\nprices\r\n$60000\r\n' + b'p' * 60000 + b'\r\n')
        connection.recv(100)


KINDS = {
    'mqtt-silent': mqtt_silent,
    'mqtt-polite': mqtt_polite,
    'nats-silent': nats_silent,
    'nats-slow': nats_slow,
    'nats-flood': nats_flood,
    'nats-polite': nats_polite,
    'redis-many': redis_many,
    'redis-idle': redis_idle,
    'redis-slow': redis_slow,
    'redis-flood': redis_flood,
}

if __name__ == '__main__':
    KINDS[sys.argv[1]](*sys.argv[2:])
