/* oxlint-disable no-control-regex -- control characters are what this file removes */
const ESCAPES =
  /\u001b(?:\[[0-9;:?<=>!]{0,64}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2048}(?:\u0007|\u001b\\)?|[@-Z\\^_=>()#%][0-9A-Za-z]?)/g;
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\u200b]/g;
const SUSPECT = /[\u0000-\u0008\u000a-\u001f\u007f\ufeff\u200b]/;

/**
 * Takes off what a terminal or an editor added to a line: carriage returns, NUL, CSI and OSC escape codes (ECMA-48,
 * xterm ctlseqs), and the `> ` of quoted Markdown. Indentation stays, because continuation lines are known by it.
 */
export function cleanLine(raw: string): string {
  const text = SUSPECT.test(raw) ? raw.replace(ESCAPES, '').replace(CONTROLS, '').replaceAll('\r', '') : raw;
  return text.charCodeAt(0) === 62 || text.charCodeAt(1) === 62 ? withoutQuoteMarks(text) : text;
}

function withoutQuoteMarks(text: string): string {
  let from = 0;
  for (let depth = 0; depth < 5; depth++) {
    const at = text[from] === ' ' ? from + 1 : from;
    if (text[at] !== '>') break;
    if (text[at + 1] === ' ') from = at + 2;
    else if (at + 1 === text.length || text[at + 1] === '>') from = at + 1;
    else break;
  }
  return text.slice(from);
}
