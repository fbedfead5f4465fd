import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * The address of a connection is forgotten when it is reset, but for one that was asked before: so
 * each is asked at its start, and what is refused afterwards still stands in the audit log.
 */
export function keepAddresses(app: FastifyInstance): void {
  app.server.on('connection', (socket) => {
    void socket.remoteAddress;
  });
}

/** Whom a request is from; a connection that was reset as it began never had an address. */
export function addressOf({ ip }: { ip?: FastifyRequest['ip'] | undefined }): string {
  return ip ?? 'unknown';
}
