import { jsx as _jsx } from 'react/jsx-runtime';
import { createRoot } from 'react-dom/client';
import { callStandIn } from './call-stand-in.ts';
import { remembered } from './use-remembered.ts';
import { App, ME } from './whole-page.tsx';

const place = document.getElementById('app');
// As in Slack, a modal does not outlive the page that it was opened in.
await callStandIn('close', { as: remembered(...ME), all: true });
if (place) createRoot(place).render(_jsx(App, {}));
