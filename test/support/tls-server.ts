/**
 * A server with real TLS on 127.0.0.1, whose certificate only its tests trust. The key in tls/ is
 * nobody's: it was made for this alone, with
 * `openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
 * -subj "/CN=Inlet tests" -addext subjectAltName=IP:127.0.0.1`.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';

const read = (name: string) => readFileSync(new URL(`tls/${name}.pem`, import.meta.url), 'utf8');

export type TlsServer = AsyncDisposable & {
  origin: string;
  port: number;
  /** How many connections were opened, whatever became of them. */
  connections: () => number;
};

export async function startTlsServer(listener: RequestListener): Promise<TlsServer> {
  let connections = 0;
  const server = createServer({ key: read('key'), cert: read('certificate') }, listener);
  server.on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${String(port)}`,
    port,
    connections: () => connections,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Has this process trust the certificate, as an operator would with NODE_EXTRA_CA_CERTS. */
export function trustTlsServer(): Disposable {
  const before = getCACertificates('default');
  setDefaultCACertificates([...before, read('certificate')]);
  return { [Symbol.dispose]: () => setDefaultCACertificates(before) };
}
