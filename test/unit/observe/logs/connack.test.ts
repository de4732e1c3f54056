import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

const refusal = (text: string) => observe(text, { name: 'log' }).observations[0]?.fields['connack'];

describe('why an MQTT server refused a CONNECT', () => {
  it.each([
    ['1788251645: Sending CONNACK to 10.2.0.7 (0, 5)', 'not-authorized'],
    ['2026-05-02 21:40:24.129 DEBUG (MainThread) [app.mqtt] Received CONNACK (0, 4)', 'bad-credentials'],
    ['Connected to MQTT broker with result code 5', 'not-authorized'],
    ['[MQTT WARN] Connection refuse, reason code: 1', 'protocol-version'],
    ['didConnectAck ack: CocoaMQTTCONNACKReasonCode(rawValue: -121)', 'not-authorized'],
    ['mqtt: connack with reason code 0x89 (137)', undefined],
    ['mqtt: connack with reason code 137', 'server-busy'],
    ['feed(_:didConnectAck:) badUsernameOrPassword', 'bad-credentials'],
    ['CONNACK: unacceptable protocol version, giving up', 'protocol-version'],
    ['no CONNACK in time, not authorized to wait longer', undefined],
    ['[app.mqtt] Connection lost ([code:135] Not authorized); reconnecting in 5s', 'not-authorized'],
    ['Attempting MQTT connection...failed, rc=-2 try again in 5 seconds', 'connect-failed'],
    ['18:12:54 MQT: Connect failed to 192.0.2.7:1883, rc -4. Retry in 10 sec', 'no-answer'],
  ])('stands in its code: %s', (text, expected) => {
    expect(refusal(text)).toBe(expected);
  });

  it.each([
    'Received CONNACK (0, 0)',
    'Sending DISCONNECT to press-4 (rc1)',
    'on_disconnect rc=5, reconnecting to mqtt',
    'Connected with result code 0',
    'CONNACK timeout of 5 s',
    'no CONNACK within 3 seconds',
    'rsync exited with rc=1',
  ])('is not named by %s', (text) => {
    expect(refusal(text)).toBeUndefined();
  });
});
