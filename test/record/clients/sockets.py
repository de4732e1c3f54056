"""Small servers and clients that treat their sockets badly, one kind per run: sockets.py KIND ARGUMENT…"""
import socket
import sys
import threading
import time


def listen(address, port, backlog=128):
    server = socket.create_server((address, int(port)), backlog=int(backlog))
    return server


def hang_up(address, port):
    """Answers each connection and closes it at once."""
    server = listen(address, port)
    while True:
        connection, _ = server.accept()
        connection.recv(100)
        connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
        connection.close()


def leak(address, port, rounds, per_round, pause_sec):
    """Asks a server again and again, reads the answer, and never closes its own end."""
    kept = []
    for _ in range(int(rounds)):
        for _ in range(int(per_round)):
            connection = socket.create_connection((address, int(port)))
            connection.sendall(b'GET /rates HTTP/1.1\r\nHost: rates\r\n\r\n')
            connection.recv(1000)
            kept.append(connection)
        print(f'{len(kept)} rates fetched', flush=True)
        time.sleep(float(pause_sec))


def wait_to_be_closed(address, port):
    """Answers each connection and waits for the other end to close first."""

    def answer(connection):
        while connection.recv(1000):
            connection.sendall(b'+PONG\r\n')
        connection.close()

    server = listen(address, port)
    while True:
        threading.Thread(target=answer, args=[server.accept()[0]], daemon=True).start()


def churn(address, port, times):
    """Opens a connection for each question and closes it: TIME_WAIT stays with this end."""
    for done in range(int(times)):
        try:
            with socket.create_connection((address, int(port))) as connection:
                connection.sendall(b'PING\r\n')
                connection.recv(100)
        except OSError as error:
            print(f'{time.strftime("%Y-%m-%d %H:%M:%S")} ERROR connect to {address}:{port} failed after {done} requests: {error!r}', flush=True)
            time.sleep(0.2)
    print('done', flush=True)


def never_accept(address, port, backlog):
    """Listens, but its accept loop hangs."""
    server = listen(address, port, backlog)
    time.sleep(600)
    server.close()


def connect_many(address, port, times):
    """Opens connections without waiting for any of them."""
    kept = []
    for _ in range(int(times)):
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex((address, int(port)))
        kept.append(connection)
    print('connecting', flush=True)
    time.sleep(600)


def never_read(address, port):
    """Accepts a connection and reads nothing of it."""
    server = listen(address, port)
    connection, _ = server.accept()
    time.sleep(600)
    connection.close()


def send_all(address, port):
    """Sends as fast as it can until the other end's buffer and its own are full."""
    with socket.create_connection((address, int(port))) as connection:
        while True:
            connection.sendall(b'm' * 65536)


def probe(address, port, idle_sec, every_sec, probes):
    """Waits for messages on a connection that its kernel probes."""
    connection = socket.create_connection((address, int(port)))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, int(idle_sec))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, int(every_sec))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPCNT, int(probes))
    print(f'{time.strftime("%Y-%m-%d %H:%M:%S")} INFO connected to {address}:{port}, waiting for messages', flush=True)
    try:
        connection.recv(1000)
    except OSError as error:
        print(f'{time.strftime("%Y-%m-%d %H:%M:%S")} ERROR reading from {address}:{port}: {error!r}', flush=True)


def no_such_name(address):
    """Answers each question for a name: there is none."""
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, 53))
    while True:
        question, client = server.recvfrom(1000)
        end = question.index(b'\0', 12) + 5
        server.sendto(question[:2] + b'\x81\x83' + question[4:6] + b'\0' * 6 + question[12:end], client)


def say(address, port, octets=''):
    """Sends the given octets, written in hexadecimal, and then nothing more."""
    with socket.create_connection((address, int(port))) as connection:
        connection.sendall(bytes.fromhex(octets))
        time.sleep(600)


KINDS = {
    'hang-up': hang_up,
    'leak': leak,
    'wait-to-be-closed': wait_to_be_closed,
    'churn': churn,
    'never-accept': never_accept,
    'connect-many': connect_many,
    'no-such-name': no_such_name,
    'never-read': never_read,
    'probe': probe,
    'say': say,
    'send-all': send_all,
}

if __name__ == '__main__':
    KINDS[sys.argv[1]](*sys.argv[2:])
