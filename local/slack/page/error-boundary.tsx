import { Component, type ReactNode } from 'react';

/** Keeps what can't be drawn from taking the whole page with it. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { message?: string }> {
  override state: { message?: string } = {};

  static getDerivedStateFromError(error: Error): { message: string } {
    return { message: error.message };
  }

  override render(): ReactNode {
    if (this.state.message === undefined) return this.props.children;
    return <p className="fault">This can’t be shown: {this.state.message}</p>;
  }
}
