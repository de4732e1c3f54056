import { type ReactNode, useState } from 'react';
import { useWorkspace } from './workspace-context.ts';

/** Whether its lines form a picture, which falls apart when they are wrapped. */
function isDrawn(text: string): boolean {
  return text.includes('│');
}

/** Text as it was written, with a button that copies it. */
export function CodeBlock({ text }: { text: string }): ReactNode {
  const { notify } = useWorkspace();
  const [isCopied, setIsCopied] = useState(false);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      notify('The browser did not let this page copy: select the text and copy it.');
    }
  };
  return (
    <span className="code-block">
      {isDrawn(text) ? (
        <pre className="drawn" tabIndex={0}>
          {text}
        </pre>
      ) : (
        <pre>{text}</pre>
      )}
      <button
        type="button"
        className="copy"
        aria-label={`Copy: ${text.slice(0, 80)}`}
        onClick={() => void copy()}
      >
        {isCopied ? 'Copied' : 'Copy'}
      </button>
    </span>
  );
}
