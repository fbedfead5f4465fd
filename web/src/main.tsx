import './look/base.css';
import './look/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { applyLook } from './look/preferences.ts';

applyLook();
const root = document.getElementById('inbox');
if (root === null) throw new Error('The page has no place for the inbox.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
