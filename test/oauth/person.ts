/** A person at their browser, whom an app sends to Inlet. */
import { expect } from 'vitest';
import type { RunningApp, SeededWorkspace } from '../support/app.ts';
import { Browser } from '../pages/browser.ts';

export interface Answered {
  /** Where the browser was sent at the end. */
  location: URL;
  code: string;
}

/** Follows an app's link, logs in as the workspace's admin, and answers the page. */
export async function letIn(
  inlet: RunningApp,
  path: string,
  decision: 'allow' | 'deny' = 'allow',
  as: SeededWorkspace = inlet.sandbox,
): Promise<Answered> {
  const browser = await loggedIn(inlet, as);
  const asked = await browser.get(path);
  expect(asked.status, asked.text).toBe(200);
  const answered = await browser.post('/oauth/consent', { decision });
  expect(answered.status, answered.text).toBe(303);
  const location = new URL(answered.location ?? '');
  return { location, code: location.searchParams.get('code') ?? '' };
}

export async function loggedIn(
  inlet: RunningApp,
  as: SeededWorkspace = inlet.sandbox,
): Promise<Browser> {
  const browser = new Browser(inlet.url);
  await browser.login(as.inbox);
  return browser;
}

/** The path and query of an address that a client made for a server elsewhere. */
export function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
