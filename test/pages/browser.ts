/** A browser as far as cookies, forms and redirects go; what it looks like is tested elsewhere. */
export interface Visit {
  status: number;
  headers: Headers;
  text: string;
  /** Where a redirect leads, as a path. */
  location: string | null;
}

export class Browser {
  readonly url: string;
  readonly cookies = new Map<string, string>();
  #page = '';

  constructor(url: string) {
    this.url = url;
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Visit> {
    return this.#visit('GET', path, headers);
  }

  /** Sends a form of the page seen last, its hidden fields included. */
  post(
    path: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ): Promise<Visit> {
    const all = { ...hiddenFields(this.#page), ...fields };
    const form = new URLSearchParams(all).toString();
    return this.#visit('POST', path, { origin: this.url, ...headers }, form);
  }

  async login({ email, password }: { email: string; password: string }, next = ''): Promise<Visit> {
    await this.get(`/login${next}`);
    return this.post('/login', { email, password });
  }

  async #visit(method: string, path: string, headers: Record<string, string>, form?: string) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(this.url + path, {
      method,
      redirect: 'manual',
      headers: {
        ...(cookie === '' ? {} : { cookie }),
        ...(form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
        ...headers,
      },
      ...(form === undefined ? {} : { body: form }),
    });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    const text = await answer.text();
    if (text.startsWith('<!doctype')) this.#page = text;
    const location = answer.headers.get('location');
    return { status: answer.status, headers: answer.headers, text, location };
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = pair.split('=');
    if (value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

function hiddenFields(page: string): Record<string, string> {
  const found = page.matchAll(/<input\s+type="hidden"\s+name="(\w+)"\s+value="([^"]*)"/g);
  return Object.fromEntries(
    [...found].map(([, name = '', value = '']) => [name, value.replaceAll('&amp;', '&')]),
  );
}

/** What a link of single use stands on. */
export const secretOf = (url: string) => new URL(url).searchParams.get('t') ?? '';

/** The browser of somebody who has followed their link and set a password. */
export async function welcomed(url: string, link: string, password: string): Promise<Browser> {
  const browser = new Browser(url);
  await browser.get(link.slice(url.length));
  const { status, text } = await browser.post('/welcome', { password });
  if (status !== 303) throw new Error(text);
  return browser;
}
