/** The server as others reach it: guessed from its settings until it listens. */
export class OwnAddress {
  readonly #publicUrl: string | null;
  #url: string;

  /** `publicUrl`: where others reach it by, whatever it listens on. */
  constructor(publicUrl: string | null, { host, port }: { host: string; port: number }) {
    this.#publicUrl = publicUrl;
    this.#url = publicUrl ?? `http://${host}:${port}`;
  }

  /** Without a slash at the end. */
  get url(): string {
    return this.#url;
  }

  listensAt(url: string): void {
    this.#url = this.#publicUrl ?? url;
  }
}
