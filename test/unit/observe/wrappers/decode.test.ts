import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../../../src/observe/wrappers/clean.ts';
import { decode } from '../../../../src/observe/wrappers/decode.ts';

const swap = (bytes: Uint8Array) => Uint8Array.from(bytes, (_, i) => bytes[i ^ 1] ?? 0);
const utf16 = (text: string) => Uint8Array.from(Buffer.from(text, 'utf16le'));

describe('decode', () => {
  it('reads UTF-8 with and without a mark', () => {
    expect(decode(Buffer.from('Zeile über'))).toBe('Zeile über');
    expect(decode(Buffer.from('\ufeffZeile'))).toBe('Zeile');
  });

  it('reads UTF-16 of both orders, marked or not, as PowerShell writes it', () => {
    const text = 'missed heartbeats from client, timeout: 60s\r\n';
    expect(decode(utf16(`\ufeff${text}`))).toBe(text);
    expect(decode(swap(utf16(`\ufeff${text}`)))).toBe(text);
    expect(decode(utf16(text))).toBe(text);
    expect(decode(swap(utf16(text)))).toBe(text);
  });

  it('marks bytes that are no text and goes on', () => {
    expect(decode(Uint8Array.of(0x61, 0xff, 0x62))).toBe('a\ufffdb');
  });
});

describe('cleanLine', () => {
  it('takes off colours, window titles, carriage returns and quote marks, and keeps indentation', () => {
    expect(cleanLine('\u001b[31;1mred\u001b[0m\r')).toBe('red');
    expect(cleanLine('\u001b]0;title\u0007text')).toBe('text');
    expect(cleanLine('> > quoted')).toBe('quoted');
    expect(cleanLine('>\tat x')).toBe('>\tat x');
    expect(cleanLine('    at foo')).toBe('    at foo');
    expect(cleanLine('mysql> select 1')).toBe('mysql> select 1');
  });
});
