import { describe, expect, it } from 'vitest';
import { observe } from '../../../../src/observe/observe.ts';

function texts(text: string): string[] {
  return observe(text, { name: 'paste' }).observations.map((one) => one.text);
}

describe('a Python trace whose lines lost their indentation', () => {
  it.each([
    [
      'with source lines',
      'Traceback (most recent call last):\nFile "mill.py", line 3, in main\nwheel.turn()\nFile "wheel.py", line 9, in turn\nraise StuckError(self)\nwheel.StuckError: no water',
    ],
    [
      'with marks below the source lines',
      'Traceback (most recent call last):\nFile "mill.py", line 3, in main\nwheel.turn()\n~~~~~~~~~~^^\nwheel.StuckError: no water',
    ],
    [
      'without source lines',
      'Traceback (most recent call last):\nFile "mill.py", line 3, in main\nwheel.StuckError: no water',
    ],
    [
      'with a frame broken at its words',
      'Traceback (most recent call last):\nFile\n"/opt/mill/lib/python3.12/site-packages/mill/wheels/wooden/wheel.py",\nline 3, in main\nwheel.turn()\nwheel.StuckError: no water',
    ],
  ])('%s is one record', (_, trace) => {
    expect(texts(`${trace}\nThe next line of something else`)).toEqual([
      trace,
      'The next line of something else',
    ]);
  });

  it('is one record within logfmt, too', () => {
    const lines = [
      'Traceback (most recent call last):',
      '  File \\"mill.py\\", line 3, in main',
      '    wheel.turn()',
      'wheel.StuckError: no water',
    ];
    const text = lines.map((line) => `time=2026-07-01T06:00:01Z level=error msg="${line}"`).join('\n');

    expect(texts(text)).toEqual([
      'Traceback (most recent call last):\nFile "mill.py", line 3, in main\nwheel.turn()\nwheel.StuckError: no water',
    ]);
  });
});
