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
    'never-read': never_read,
    'say': say,
    'send-all': send_all,
}

if __name__ == '__main__':
    KINDS[sys.argv[1]](*sys.argv[2:])
