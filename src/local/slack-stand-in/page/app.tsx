import { createRoot } from 'react-dom/client';
import { App } from './whole-page.tsx';

const place = document.getElementById('app');
if (place) createRoot(place).render(<App />);
