import { CSPProvider } from '@base-ui/react/csp-provider';
import { QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { onFirstUse } from './parts/on-first-use.tsx';
import { Toasts } from './parts/toasts.tsx';
import { Screens } from './screens/screens.tsx';
import { basePath } from './state/api.ts';
import { cache } from './state/cache.ts';
import { usePlace } from './use-place.ts';

const PartsPage = onFirstUse(() =>
  import('./screens/parts/parts-page.tsx').then((one) => one.PartsPage),
);

export function App() {
  return (
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={cache}>
        <Router base={basePath}>
          <AtPlace />
        </Router>
        <Toasts />
      </QueryClientProvider>
    </CSPProvider>
  );
}

function AtPlace() {
  const place = usePlace();
  return place.screen === 'parts' ? <PartsPage /> : <Screens place={place} />;
}
