import { isDigit } from './characters.ts';

/** How lines begin that only say where a program was: of Java, .NET and JavaScript, Python, Go, Ruby, gdb. */
const BEGINNINGS = ['at ', 'File "', '... ', 'from /', '#'];

/** Whether a line, without its indent, is a frame of a stack trace, e.g. `[3] connect() at /src/Worker.jl:43` or `(app) lib/a.ex:12: A.b/1`. */
export function isStackFrame(line: string): boolean {
  return BEGINNINGS.some((start) => line.startsWith(start)) || isNumbered(line) || isOfApplication(line);
}

/** Julia: a number in brackets, what was called, and where: a file with its line, at the end. */
function isNumbered(line: string): boolean {
  const close = line.indexOf('] ');
  const isNumber = line.startsWith('[') && close > 1 && hasDigits(line.slice(1, close));
  return isNumber && line.includes(' at ') && hasDigits(line.slice(line.lastIndexOf(':') + 1));
}

/** Elixir: the application in brackets, the file with its line, and what was called. */
function isOfApplication(line: string): boolean {
  const [file = '', at = '', called = ''] = line.slice(line.indexOf(') ') + 2).split(':');
  return line.startsWith('(') && file.includes('.ex') && hasDigits(at) && called.startsWith(' ');
}

function hasDigits(text: string): boolean {
  return text !== '' && Array.from(text).every(isDigit);
}
