import type { Block } from '../../../model/chat-message.ts';
import type { Diagnosis } from '../../../model/diagnosis.ts';
import type { Series } from '../../../model/series.ts';
import { redact } from '../../../redact/redact.ts';
import { cut, cutRaw } from '../../cut.ts';
import { describeSeries } from '../../sparkline.ts';
import { codeSection, header, section } from '../blocks.ts';
import { inlineCode, plain } from '../mrkdwn.ts';
import { withSeverity } from '../severity.ts';
import { tellingLines } from '../telling-lines.ts';

/** A diagnosis in an answer: what broke, why, the evidence and the first `steps` steps. */
export function diagnosisBlocks(diagnosis: Diagnosis, steps: number): Block[] {
  const { title, severity, confidence, runbook, summary, cause, explains, evidence } = diagnosis;
  const over = (diagnosis.series ?? []).map((one) => cut(plain(describeSeries(masked(one))), 300));
  const folded =
    explains.length > 0 ? `  ·  explains ${explains.map((id) => inlineCode(id)).join(', ')}` : '';
  const lines = tellingLines(evidence, 4).map((text) => cutRaw(text, 260));
  return [
    header(withSeverity(severity, title)),
    section(`_${Math.round(confidence * 100)} % sure_  ·  ${inlineCode(runbook)}${folded}`),
    section(cut(plain(summary), 700)),
    section(
      cut(
        `*Why*  ${cut(plain(cause), 600)}\n${diagnosis.why
          .slice(0, 3)
          .map((why) => `• ${cut(plain(why), 250)}`)
          .join('\n')}`,
        1_500,
      ),
    ),
    ...(over.length > 0 ? [section(over.join('\n'))] : []),
    codeSection('*Evidence*', lines.join('\n'), 1_100),
    ...diagnosis.steps.slice(0, steps).map(step),
  ];
}

/** A description cuts long names, so secrets are masked first. */
function masked({ of, ...series }: Series): Series {
  return { ...series, name: redact(series.name), ...(of === undefined ? {} : { of: redact(of) }) };
}

function step({ do: what, command, risk }: Diagnosis['steps'][number], i: number): Block {
  const text = `*${i + 1}.* ${cut(plain(what), 400)}${risk === 'none' ? '' : ` _(risk: ${risk})_`}`;
  return command ? codeSection(text, command, 800) : section(text);
}
