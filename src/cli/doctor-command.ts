import type { Finding } from '../adapters/doctor/check.ts';
import { coloured, plain } from '../render/terminal/text.ts';
import { environmentOfStage } from './doctor/environment-of-stage.ts';
import { quietAwsSdk } from './doctor/find-deployment.ts';
import { runChecks } from './doctor/run-checks.ts';
import { runPlanChecks } from './doctor/run-plan-checks.ts';
import type { Terminal } from './terminal.ts';
import { isInColour } from './terminal-style.ts';

interface DoctorOptions {
  json?: boolean;
  /** False with --no-post. */
  post: boolean;
  /** Look at what would be deployed, instead of at what is. */
  beforeDeploy?: boolean;
  stage?: string;
}

const TONES = { ok: 'command', warn: 'warning', fail: 'critical' } as const;

/** `halfopen doctor`: one line for each thing looked at; exits with 1 when one will not work. `--json` prints the findings. */
export async function doctorCommand(
  { json, post, beforeDeploy, stage }: DoctorOptions,
  terminal: Terminal,
): Promise<void> {
  quietAwsSdk();
  const findings = beforeDeploy
    ? await runPlanChecks(terminal.env, stage ?? 'dev')
    : await runChecks(await environmentOfStage(terminal.env, stage), { mayPost: post });
  terminal.stdout.write(
    json ? `${JSON.stringify(findings, null, 2)}\n` : lines(findings, isInColour(terminal)),
  );
  if (findings.some(({ status }) => status === 'fail')) terminal.exitCode = 1;
}

function lines(findings: readonly Finding[], inColour: boolean): string {
  const paint = inColour ? coloured : plain;
  return findings
    .map(({ check, status, found, hint }) => {
      const how = hint === '' ? '' : `  → ${hint}`;
      return `${paint(TONES[status], status.padEnd(4))}  ${check}: ${found}${how}\n`;
    })
    .join('');
}
