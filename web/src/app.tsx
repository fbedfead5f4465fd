import { CSPProvider } from '@base-ui/react/csp-provider';
import { Tooltip } from '@base-ui/react/tooltip';
import { QueryClientProvider } from '@tanstack/react-query';
import { Suspense, lazy } from 'react';
import { Router } from 'wouter';
import { Toasts } from './parts/toasts.tsx';
import { Screens } from './screens/screens.tsx';
import { basePath } from './state/api.ts';
import { cache } from './state/cache.ts';
import { usePlace } from './use-place.ts';

const PartsPage = lazy(() => import('./screens/parts/parts-page.tsx'));

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={cache}>
        <Tooltip.Provider delay={500}>
          <Router base={basePath}>
            <AtPlace />
          </Router>
          <Toasts />
        </Tooltip.Provider>
      </QueryClientProvider>
    </CSPProvider>
  );
}

function AtPlace() {
  const place = usePlace();
  if (place.screen !== 'parts') return <Screens place={place} />;
  return (
    <Suspense>
      <PartsPage />
    </Suspense>
  );
}
