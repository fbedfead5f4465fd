/**
 * A connector in a process of its own: takes replies at /, never answers at /hang, and misbehaves at
 * the path that names how. Prints its URL.
 */
import { MISBEHAVIOURS } from '../src/fake/misbehaviours.ts';
import { Receiver } from '../src/fake/receiver.ts';

const receiver = await Receiver.start();
receiver.usually = (response, socket, received) => {
  // A backlog is not to be kept here too.
  receiver.received.length = 0;
  const { reaction } = MISBEHAVIOURS.get(received.path.slice(1)) ?? {};
  if (typeof reaction === 'function') reaction(response, socket, received);
  else if (received.path !== '/hang') response.writeHead(200, { 'content-length': '2' }).end('{}');
};
console.log(receiver.url);
