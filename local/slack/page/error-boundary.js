import { Component } from 'react';
import { jsxs as _jsxs } from 'react/jsx-runtime';
/** Keeps what can't be drawn from taking the whole page with it. */
export class ErrorBoundary extends Component {
  state = {};
  static getDerivedStateFromError(error) {
    return { message: error.message };
  }
  render() {
    if (this.state.message === undefined) return this.props.children;
    return _jsxs('p', { className: 'fault', children: ['This can\u2019t be shown: ', this.state.message] });
  }
}
