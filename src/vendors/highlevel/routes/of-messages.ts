import type { FastifyInstance } from 'fastify';
import type { HighLevelPorts } from '../ports.ts';
import { callRoutes } from './calls.ts';
import { exportRoutes } from './export.ts';
import { inboundRoutes } from './inbound.ts';
import { messageStateRoutes } from './message-state.ts';
import { messageRoutes } from './messages.ts';
import { scheduleRoutes } from './schedule.ts';
import { sendRoutes } from './send.ts';
import { typingRoutes } from './typing.ts';
import { uploadRoutes } from './uploads.ts';

/** Everything below /conversations that is about messages. */
export function routesOfMessages(scope: FastifyInstance, ports: HighLevelPorts): void {
  inboundRoutes(scope, ports);
  sendRoutes(scope, ports);
  scheduleRoutes(scope, ports);
  messageRoutes(scope, ports);
  messageStateRoutes(scope, ports);
  exportRoutes(scope, ports);
  callRoutes(scope, ports);
  typingRoutes(scope, ports);
  uploadRoutes(scope, ports);
}
