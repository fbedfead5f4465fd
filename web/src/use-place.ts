import { useCallback, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { pathTo, readPlace, type Place } from './routes.ts';

/** Where the address leads. */
export function usePlace(): Place {
  const [path] = useLocation();
  const search = useSearch();
  return useMemo(() => readPlace(path, search), [path, search]);
}

export type Go = (
  place: Exclude<Place, { screen: 'missing' }>,
  how?: { replace?: boolean },
) => void;

export function useGo(): Go {
  const [, navigate] = useLocation();
  return useCallback((place, how = {}) => navigate(pathTo(place), how), [navigate]);
}

/** Leads back, but only as long as the person has not gone on from here. */
export function wayBack(back: () => void): () => void {
  const { href } = location;
  return () => {
    if (location.href === href) back();
  };
}
