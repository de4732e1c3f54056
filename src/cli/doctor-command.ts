import type { Finding } from '../adapters/doctor/check.ts';
import { coloured, plain } from '../render/terminal/text.ts';
import { quietAwsSdk } from './doctor/find-deployment.ts';
import { runChecks } from './doctor/run-checks.ts';

interface DoctorOptions {
  json?: boolean;
  /** False with --no-post. */
  post: boolean;
}

const TONES = { ok: 'command', warn: 'warning', fail: 'critical' } as const;

/** `halfopen doctor`: one line for each thing looked at; exits with 1 when one will not work. `--json` prints the findings. */
export async function doctorCommand({ json, post }: DoctorOptions): Promise<void> {
  quietAwsSdk();
  const findings = await runChecks(process.env, { mayPost: post });
  process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : lines(findings));
  if (findings.some(({ status }) => status === 'fail')) process.exitCode = 1;
}

function lines(findings: readonly Finding[]): string {
  const inColour = process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
  const paint = inColour ? coloured : plain;
  return findings
    .map(({ check, status, found, hint }) => {
      const how = hint === '' ? '' : `  → ${hint}`;
      return `${paint(TONES[status], status.padEnd(4))}  ${check}: ${found}${how}\n`;
    })
    .join('');
}
