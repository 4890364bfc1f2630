import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { Provider } from 'urql';
import './look/nonce';
import { App } from './App';
import { gateway } from './gateway';
import './look/console.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <Provider value={gateway.client}>
      <BrowserRouter basename="/admin">
        <App />
      </BrowserRouter>
    </Provider>
  </StrictMode>,
);
