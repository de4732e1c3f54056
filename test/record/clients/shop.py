"""A service with a database, by PyMySQL or by SQLAlchemy's pool: shop.py KIND ARGUMENT…"""
import logging
import sys
import time

DATABASE = '10.20.0.21'
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format='%(asctime)s %(levelname)s [shop] %(message)s')


def mysql_idle(seconds):
    """Asks once, rests, and asks again."""
    import pymysql

    connection = pymysql.connect(host=DATABASE, user='shop')
    cursor = connection.cursor()
    cursor.execute('SELECT 1')
    logging.info('prices loaded')
    time.sleep(float(seconds))
    try:
        cursor.execute('SELECT 2')
        logging.info('prices loaded')
    except pymysql.Error:
        logging.exception('loading prices failed')
    time.sleep(1)


def mysql_many(count):
    """Takes as many connections as asked for."""
    import pymysql

    kept = []
    for number in range(1, int(count) + 1):
        try:
            kept.append(pymysql.connect(host=DATABASE, user='shop'))
            logging.info('connection %s opened', number)
        except pymysql.Error:
            logging.exception('connection %s failed', number)
    time.sleep(600)


def pool(size, callers, seconds):
    """Callers keep connections of a pool that is too small for them."""
    import threading
    from sqlalchemy import create_engine, exc, text

    engine = create_engine(f'postgresql+psycopg2://postgres@{DATABASE}/postgres?application_name=shop', pool_size=int(size), max_overflow=0, pool_timeout=3)

    def report(caller):
        try:
            with engine.connect() as connection:
                connection.execute(text('SELECT pg_sleep(:seconds)'), {'seconds': float(seconds)})
                logging.info('report %s made', caller)
        except exc.TimeoutError:
            logging.exception('report %s failed', caller)

    for caller in range(1, int(callers) + 1):
        threading.Thread(target=report, args=[caller]).start()


KINDS = {'mysql-idle': mysql_idle, 'mysql-many': mysql_many, 'pool': pool}

if __name__ == '__main__':
    KINDS[sys.argv[1]](*sys.argv[2:])
